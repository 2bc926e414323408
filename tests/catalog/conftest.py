"""Who sits in the back office."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from accounts.models import User
from tests.office import staff_browser


@pytest.fixture
def ben() -> Client:
    """Ben of the catalogue group at his browser."""
    client = staff_browser("catalogue")
    client.person = User.objects.get(pk=client.session[SESSION_KEY])
    return client


@pytest.fixture
def clerk() -> Client:
    """Somebody of the orders group, who may look at the catalogue and change nothing."""
    return staff_browser("orders")
