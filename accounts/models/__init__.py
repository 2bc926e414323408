"""People, what opens their account, where they signed in, and what they asked of their data."""

from accounts.models.data import DataExport, Deletion
from accounts.models.people import (
    COUNTRY_CODE,
    Address,
    RefreshToken,
    RoleChange,
    TokenFamily,
    User,
    UserManager,
    UserQuerySet,
)
from accounts.models.visits import KnownDevice, SignInRecord

__all__ = [
    "COUNTRY_CODE",
    "Address",
    "DataExport",
    "Deletion",
    "KnownDevice",
    "RefreshToken",
    "RoleChange",
    "SignInRecord",
    "TokenFamily",
    "User",
    "UserManager",
    "UserQuerySet",
]
