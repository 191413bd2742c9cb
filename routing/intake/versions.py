"""Which version of an applicant a form was opened on: a signed token travels in the form and comes back with it.

It makes visible, when somebody else saved in between, what each of the two has changed.
"""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from routing.intake.values import FormValues, as_json, from_json

_SALT = "routing.intake.versions"


@dataclass(frozen=True, slots=True)
class Version:
    """An applicant as stored at a revision, in the texts of the form."""

    key: UUID
    revision: int
    values: FormValues


def signed(version: Version) -> str:
    """The token for the hidden field."""
    content = {"key": str(version.key), "revision": version.revision, "values": as_json(version.values)}
    return signing.dumps(content, salt=_SALT, compress=True)


def opened(token: str) -> Version | None:
    """The version that a form sent back; None for a new applicant's form and for a token that is not ours."""
    try:
        content = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return Version(UUID(content["key"]), content["revision"], from_json(content["values"]))
