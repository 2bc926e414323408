"""Who sits in the back office."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.domain.roles import ensure_roles
from tests.factories.accounts import make_staff


def at_work(group: str) -> Client:
    """The browser of somebody of a group of staff."""
    ensure_roles()
    staff = make_staff()
    staff.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(staff)
    client.person = staff
    return client


@pytest.fixture
def ben() -> Client:
    """Ben of the catalogue group."""
    return at_work("catalogue")


@pytest.fixture
def clerk() -> Client:
    """Somebody of the orders group, who may look at the catalogue and change nothing."""
    return at_work("orders")
