"""Copies what the pages need from `node_modules/` to `static/vendor/`: `python -m jobcenter.local.vendor`.

Source map references go (the maps are not shipped, and hashed file names fail on them); pictures embedded as `data:`
become files (the content security policy allows pictures from this server only); licence notices stay.
"""

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from jobcenter.local.paths import ROOT

_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")
_DATA_SVG = re.compile(r"""url\((["'])data:image/svg\+xml,(.+?)\1\)""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_WEIGHTS = (400, 500, 600)
_SUBSETS = ("latin-ext", "latin")


def pictures_to_files(css: str, folder: Path) -> str:
    """Return `css` with every embedded SVG picture replaced by a file written to `folder` / img."""

    def write(match: re.Match[str]) -> str:
        svg = unquote(match[2])
        name = f"{hashlib.sha256(svg.encode()).hexdigest()[:12]}.svg"
        (folder / "img").mkdir(exist_ok=True)
        (folder / "img" / name).write_text(svg, encoding="utf-8")
        return f'url("img/{name}")'

    return _DATA_SVG.sub(write, css)


def top_level_rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield selector and body of each outermost rule of `css`, comments left out."""
    css = _COMMENT.sub("", css)
    depth = start = body = 0
    for position in (match.start() for match in re.finditer(r"[{}]", css)):
        if css[position] == "{":
            depth += 1
            if depth == 1:
                body = position
            continue
        depth -= 1
        if depth == 0:
            yield css[start:body].strip(), css[body + 1 : position].strip("\n")
            start = position + 1


def token_rules(css: str) -> Iterator[str]:
    """Yield the rules of KERN UX that only declare tokens (`--kern-…`); its other rules would fight Bootstrap's."""
    for selector, body in top_level_rules(css):
        inner = [text for _, text in top_level_rules(body)] if selector.startswith("@media") else [body]
        names = [line.split(":")[0].strip() for text in inner for line in text.split(";") if line.strip()]
        if names and all(name.startswith("--kern-") for name in names):
            yield f"{selector} {{\n{body}\n}}\n"


def copy_bootstrap(modules: Path, vendor: Path) -> None:
    """Bootstrap's style sheet; no page needs its script."""
    source, target = modules / "bootstrap", vendor / "bootstrap"
    target.mkdir()
    css = _SOURCE_MAP.sub("", (source / "dist/css/bootstrap.min.css").read_text(encoding="utf-8"))
    (target / "bootstrap.min.css").write_text(pictures_to_files(css, target), encoding="utf-8")
    shutil.copy(source / "LICENSE", target)


def copy_kern(modules: Path, vendor: Path) -> None:
    """KERN UX's tokens: colours, sizes, spacing, in light and dark."""
    source, target = modules / "@kern-ux/native", vendor / "kern"
    target.mkdir()
    css = (source / "dist/kern.css").read_text(encoding="utf-8")
    notice = "/* Tokens of KERN UX (@kern-ux/native), EUPL-1.2, see LICENSE.md beside this file. */\n"
    (target / "tokens.css").write_text(notice + "".join(token_rules(css)), encoding="utf-8")
    shutil.copy(source / "LICENSE.md", target)


def copy_fira_sans(modules: Path, vendor: Path) -> None:
    """Fira Sans in three weights for Latin letters, as one style sheet and its font files.

    A face that comes late is kept for the next page: in the middle of reading it would move every line.
    """
    source, target = modules / "@fontsource/fira-sans", vendor / "fira-sans"
    (target / "files").mkdir(parents=True)
    sheets = ["/* Fira Sans, SIL Open Font License 1.1, see LICENSE beside this file. */\n"]
    for weight in _WEIGHTS:
        css = (source / f"{weight}.css").read_text(encoding="utf-8")
        for subset in _SUBSETS:
            name = f"fira-sans-{subset}-{weight}-normal"
            face = css.split(f"/* {name} */")[1].split("}")[0] + "}\n"
            face = face.replace("font-display: swap", "font-display: optional")
            sheets.append(re.sub(r", url\([^)]*\.woff\) format\('woff'\)", "", face))
            shutil.copy(source / "files" / f"{name}.woff2", target / "files")
    (target / "fira-sans.css").write_text("".join(sheets), encoding="utf-8")
    shutil.copy(source / "LICENSE", target)


def copy_all(modules: Path, vendor: Path) -> None:
    """Make `vendor` anew from the packages in `modules`."""
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    copy_bootstrap(modules, vendor)
    copy_kern(modules, vendor)
    copy_fira_sans(modules, vendor)


if __name__ == "__main__":
    copy_all(ROOT / "node_modules", ROOT / "static" / "vendor")
