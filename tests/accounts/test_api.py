"""People for programs: who one is, and one's own addresses, which nobody else sees."""

from functools import partial

import pytest
from rest_framework.test import APIClient

from accounts.domain.addresses import keep_address
from accounts.models import Address
from tests.concurrency.races import at_once
from tests.factories.accounts import make_staff, make_user

pytestmark = pytest.mark.django_db

ME, ADDRESSES = "/api/users/me", "/api/users/me/addresses"
HOME = {
    "full_name": "Ada Byron",
    "line1": "12 Analytical Row",
    "city": "London",
    "postcode": "SW1A 1AA",
    "country": "GB",
}


def program_of(user) -> APIClient:
    """A program that is signed in as somebody."""
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.fixture
def ada():
    return make_user("ada@example.com", full_name="Ada Byron")


@pytest.fixture
def home(ada):
    return Address.objects.create(user=ada, **HOME)


def test_one_is_told_who_one_is(ada):
    assert program_of(ada).get(ME).json() == {
        "id": ada.pk,
        "email": "ada@example.com",
        "full_name": "Ada Byron",
        "is_staff": False,
        "permissions": [],
    }


@pytest.mark.parametrize("path", [ME, ADDRESSES])
def test_nobody_is_asked_to_sign_in(api, path):
    answer = api.get(path)

    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


def test_an_address_is_kept(ada):
    answer = program_of(ada).post(ADDRESSES, HOME)

    assert answer.status_code == 201
    assert Address.objects.get(pk=answer.json()["id"], user=ada).city == "London"


def test_an_address_goes_to_nobody_elses_book(ada):
    ben = make_user()

    program_of(ada).post(ADDRESSES, {**HOME, "user": ben.pk, "user_id": ben.pk})

    assert [address.user for address in Address.objects.all()] == [ada]


@pytest.mark.parametrize("maker", [make_user, partial(make_staff, is_superuser=True)])
@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_somebody_elses_address_is_not_there(home, maker, method):
    answer = getattr(program_of(maker()), method)(
        f"{ADDRESSES}/{home.pk}", {**HOME, "city": "Elsewhere"}
    )

    home.refresh_from_db()
    assert (answer.status_code, home.city) == (404, "London")


def test_one_sees_ones_own_addresses_only(home, ada):
    Address.objects.create(user=make_user(), **{**HOME, "city": "Paris"})

    listed = program_of(ada).get(ADDRESSES).json()["results"]

    assert [address["city"] for address in listed] == ["London"]


def test_ada_changes_and_removes_her_address(home, ada):
    program = program_of(ada)

    changed = program.patch(f"{ADDRESSES}/{home.pk}", {"city": "Bath"})
    removed = program.delete(f"{ADDRESSES}/{home.pk}")

    assert (changed.json()["city"], removed.status_code) == ("Bath", 204)
    assert Address.objects.count() == 0


@pytest.mark.parametrize(
    ("lie", "field"),
    [
        ({"country": "gb"}, "country"),
        ({"country": "GBR"}, "country"),
        ({"country": ""}, "country"),
        ({"city": ""}, "city"),
        ({"line1": "x" * 201}, "line1"),
        ({"full_name": "Ada\x00"}, "full_name"),
    ],
)
def test_a_broken_address_is_refused_by_its_field(ada, lie, field):
    answer = program_of(ada).post(ADDRESSES, {**HOME, **lie})

    assert answer.status_code == 400
    assert field in str(answer.json())
    assert Address.objects.count() == 0


def test_the_new_first_address_takes_the_place_of_the_old(ada):
    program = program_of(ada)
    first, second = (
        program.post(ADDRESSES, {**HOME, "is_default": True}).json()["id"] for _ in range(2)
    )
    program.patch(f"{ADDRESSES}/{first}", {"is_default": True})

    defaults = dict(Address.objects.values_list("pk", "is_default"))
    assert defaults == {first: True, second: False}


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_of_many_first_addresses_at_once_one_remains_first(ada):
    wishes = [partial(keep_address, ada, {**HOME, "is_default": True})] * 8
    outcomes = at_once(wishes)

    assert [outcome for outcome in outcomes if not isinstance(outcome, Address)] == []
    assert Address.objects.filter(is_default=True).count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(ada, count, django_assert_num_queries):
    for _number in range(count):
        Address.objects.create(user=ada, **HOME)
    program = program_of(ada)

    with django_assert_num_queries(2):
        assert program.get(ADDRESSES).json()["count"] == count
