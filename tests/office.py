"""Staff at their browsers, for tests of the back office."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.test import Client

from accounts.models import User
from tests.factories.accounts import make_staff


def staff_browser(*groups: str, **fields) -> Client:
    """A browser of somebody in these groups of staff."""
    person = make_staff(**fields)
    person.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(person)
    prove(client, person)
    return client


def prove(client: Client, person: User) -> None:
    """As if the password had just been given once more."""
    request = HttpRequest()
    request.session, request.user = client.session, person
    record_authentication(request, person, method="password", reauthenticated=True)
    request.session.save()
