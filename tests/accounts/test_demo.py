"""The people who can sign in to a demo shop."""

import pytest
from allauth.account.models import EmailAddress

from accounts.domain.demo import ensure_demo_people
from accounts.models import User

pytestmark = pytest.mark.django_db


def test_there_are_three_and_each_signs_in_with_the_password():
    people = ensure_demo_people("open sesame 42")

    assert {name: (user.is_staff, user.is_superuser) for name, user in people.items()} == {
        "admin": (True, True),
        "manager": (True, False),
        "shopper": (False, False),
    }
    assert all(user.check_password("open sesame 42") for user in people.values())


def test_their_addresses_need_no_confirming():
    ensure_demo_people("open sesame 42")

    assert EmailAddress.objects.filter(verified=True, primary=True).count() == 3


def test_who_is_there_keeps_password_and_rights():
    ensure_demo_people("open sesame 42")
    User.objects.filter(email="manager@shopkeeper.example").update(is_active=False)

    ensure_demo_people("another one 43")

    manager = User.objects.get(email="manager@shopkeeper.example")
    assert (manager.is_active, manager.check_password("open sesame 42")) == (False, True)
