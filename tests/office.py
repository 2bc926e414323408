"""Staff at their browsers, for tests of the back office."""

from django.contrib.auth.models import Group
from django.test import Client

from tests.factories.accounts import make_staff


def staff_browser(*groups: str, **fields) -> Client:
    """A browser of somebody in these groups of staff."""
    person = make_staff(**fields)
    person.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(person)
    return client
