"""What is stored about the office's own people."""

from staff.models.accounts import AccessLog, Desk, Digest, Team, User, UserManager
from staff.models.staffing import Deputyship, KeyRange, Staffing, Unavailability

__all__ = [
    "AccessLog",
    "Deputyship",
    "Desk",
    "Digest",
    "KeyRange",
    "Staffing",
    "Team",
    "Unavailability",
    "User",
    "UserManager",
]
