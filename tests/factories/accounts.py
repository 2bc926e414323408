"""People for tests."""

from itertools import count

from allauth.account.models import EmailAddress

from accounts.models import User

_numbers = count(1)


def make_user(email: str = "", **fields) -> User:
    """A shopper, whose address is confirmed."""
    user = User.objects.create_user(
        email or f"shopper{next(_numbers)}@example.com", "pass-word-42!", **fields
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_staff(email: str = "", **fields) -> User:
    """Staff without any permission of their own."""
    return make_user(email or f"staff{next(_numbers)}@example.com", is_staff=True, **fields)
