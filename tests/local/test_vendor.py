"""Vendored style sheets work under the content security policy and with hashed file names."""

from pathlib import Path

from jobcenter.local.vendor import pictures_to_files, token_rules


def test_an_embedded_picture_becomes_a_file_of_this_server(tmp_path: Path) -> None:
    css = """a{background:url("data:image/svg+xml,%3csvg viewBox='0 0 1 1'/%3e")}"""

    changed = pictures_to_files(css, tmp_path)

    [picture] = (tmp_path / "img").iterdir()
    assert changed == f'a{{background:url("img/{picture.name}")}}'
    assert picture.read_text(encoding="utf-8") == "<svg viewBox='0 0 1 1'/>"


def test_only_rules_that_declare_tokens_are_taken_over() -> None:
    css = """
    /* Farben { */
    :root { --kern-a: 1px; --kern-b: var(--kern-a); }
    body { color: red; --kern-c: 1px; }
    @media (prefers-color-scheme: dark) { :root { --kern-a: 2px; } }
    @media print { body { color: black; } }
    """

    selectors = [rule.partition("{")[0].strip() for rule in token_rules(css)]

    assert selectors == [":root", "@media (prefers-color-scheme: dark)"]
