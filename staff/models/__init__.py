"""What is stored about the office's own people."""

from staff.models.accounts import AccessLog, Desk, Team, User, UserManager
from staff.models.outbox import OutgoingMail
from staff.models.staffing import Deputyship, KeyRange, Staffing, Unavailability

__all__ = [
    "AccessLog",
    "Deputyship",
    "Desk",
    "KeyRange",
    "OutgoingMail",
    "Staffing",
    "Team",
    "Unavailability",
    "User",
    "UserManager",
]
