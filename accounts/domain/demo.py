"""The three people who can sign in to a demo shop."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from accounts.domain.roles import ensure_roles
from accounts.models import User

DOMAIN = "shopkeeper.example"


def ensure_demo_people(password: str) -> dict[str, User]:
    """``admin``, ``manager`` and ``shopper``, with this password; those that exist keep theirs."""
    ensure_roles()
    return {
        "admin": _ensure("admin", password, "Robin Admin", is_staff=True, is_superuser=True),
        "manager": _ensure("manager", password, "Maya Manager", is_staff=True, groups=("manager",)),
        "shopper": _ensure("shopper", password, "Sam Shopper"),
    }


def _ensure(
    name: str,
    password: str,
    full_name: str,
    *,
    is_staff: bool = False,
    is_superuser: bool = False,
    groups: tuple[str, ...] = (),
) -> User:
    email = f"{name}@{DOMAIN}"
    user: User | None = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(
            email, password, full_name=full_name, is_staff=is_staff, is_superuser=is_superuser
        )
    EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    user.groups.add(*Group.objects.filter(name__in=groups))
    return user
