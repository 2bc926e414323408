"""People in the back office: who may change whom, and the way out of everything."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client

from accounts.domain import tokens
from accounts.domain.access import sign_out_everywhere
from accounts.errors import BadRefreshToken
from accounts.models import Address, TokenFamily, User
from tests.factories.accounts import make_staff, make_user
from tests.office import staff_browser

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/accounts/user/"


@pytest.fixture
def ada():
    return make_user("ada@example.com", full_name="Ada Byron")


@pytest.fixture
def manager():
    return staff_browser("manager")


def form_of(user, **changes):
    """What the browser sends for a person's screen."""
    return {
        "email": user.email,
        "full_name": user.full_name,
        "is_active": "on" if user.is_active else "",
        "addresses-TOTAL_FORMS": 0,
        "addresses-INITIAL_FORMS": 0,
        **changes,
    }


def test_a_manager_corrects_a_shoppers_name(manager, ada):
    manager.post(f"{PEOPLE}{ada.pk}/change/", form_of(ada, full_name="Ada Lovelace"))

    ada.refresh_from_db()
    assert ada.full_name == "Ada Lovelace"


def test_a_manager_cannot_make_anybody_staff_or_superuser(manager, ada):
    powers = {"is_staff": "on", "is_superuser": "on", "groups": [Group.objects.first().pk]}
    manager.post(f"{PEOPLE}{ada.pk}/change/", form_of(ada, **powers))

    ada.refresh_from_db()
    assert (ada.is_staff, ada.is_superuser, ada.groups.count()) == (False, False, 0)


def test_a_manager_changes_no_staff_and_no_superuser(manager):
    boss = make_staff("boss@shop.example", is_superuser=True)

    for path in ("change", "password"):
        answer = manager.post(
            f"{PEOPLE}{boss.pk}/{path}/",
            form_of(boss, email="mine@example.com", password1="Abcdefg1!x", password2="Abcdefg1!x"),
        )
        assert answer.status_code == 403

    boss.refresh_from_db()
    assert boss.email == "boss@shop.example"
    assert boss.check_password("pass-word-42!")


def test_nobody_is_deleted(ada):
    assert staff_browser(is_superuser=True).post(f"{PEOPLE}{ada.pk}/delete/").status_code == 403
    assert User.objects.filter(pk=ada.pk).exists()


def test_a_superuser_adds_a_person():
    staff_browser(is_superuser=True).post(
        f"{PEOPLE}add/",
        {
            "email": "New@Example.com",
            "full_name": "Nia New",
            "password1": "a long pass phrase 9",
            "password2": "a long pass phrase 9",
            "addresses-TOTAL_FORMS": 0,
            "addresses-INITIAL_FORMS": 0,
        },
    )

    assert User.objects.get(email="new@example.com").check_password("a long pass phrase 9")


def test_signing_somebody_out_ends_sessions_and_tokens(manager, ada):
    browser = Client()
    browser.force_login(ada)
    tokens.issue(ada)

    manager.post(PEOPLE, {"action": "sign_out", "_selected_action": [ada.pk]})

    assert browser.get("/account/").status_code == 302
    assert TokenFamily.objects.filter(user=ada, revoked_at__isnull=True).count() == 0


def test_signing_out_passes_over_those_above(manager):
    boss = make_staff("boss@shop.example", is_superuser=True)
    tokens.issue(boss)

    manager.post(PEOPLE, {"action": "sign_out", "_selected_action": [boss.pk]})

    assert TokenFamily.objects.filter(user=boss, revoked_at__isnull=True).count() == 1


def test_a_new_password_from_staff_ends_every_sign_in(manager, ada):
    browser, pair = Client(), tokens.issue(ada)
    browser.force_login(ada)
    typed = {"password1": "a long pass phrase 9", "password2": "a long pass phrase 9"}

    manager.post(f"{PEOPLE}{ada.pk}/password/", typed)

    assert browser.get("/account/").status_code == 302
    with pytest.raises(BadRefreshToken):
        tokens.rotate(pair.refresh)


def test_an_email_that_was_replaced_opens_the_account_no_more(manager, ada):
    EmailAddress.objects.create(user=ada, email="old@example.com", verified=True)

    manager.post(f"{PEOPLE}{ada.pk}/change/", form_of(ada, email="New@Example.com"))

    ada.refresh_from_db()
    assert ada.email == "new@example.com"
    assert not EmailAddress.objects.filter(user=ada).exists()


def test_an_email_that_somebody_has_is_refused(manager, ada):
    make_user("byron@example.com")

    answer = manager.post(f"{PEOPLE}{ada.pk}/change/", form_of(ada, email="BYRON@example.com"))

    assert "Somebody with this address is known already." in answer.content.decode()
    ada.refresh_from_db()
    assert ada.email == "ada@example.com"


def test_who_may_only_look_sees_nothing_of_the_password(ada):
    page = staff_browser("support").get(f"{PEOPLE}{ada.pk}/change/").content.decode()

    assert "ada@example.com" in page
    assert "id_password" not in page
    assert "algorithm" not in page


def test_a_persons_screen_shows_their_addresses(manager, ada):
    Address.objects.create(
        user=ada, full_name="Ada", line1="12 Analytical Row", city="London", country="GB"
    )

    assert "12 Analytical Row" in manager.get(f"{PEOPLE}{ada.pk}/change/").content.decode()


def test_a_superuser_gives_somebody_a_role(ada):
    support = Group.objects.get(name="support")

    boss = staff_browser(is_superuser=True)
    boss.post("/account/reauthenticate/", {"password": "pass-word-42!"})

    boss.post(f"{PEOPLE}{ada.pk}/change/", form_of(ada, is_staff="on", groups=[support.pk]))

    ada.refresh_from_db()
    assert (ada.is_staff, list(ada.groups.all())) == (True, [support])


def test_sign_ins_of_programs_are_only_read(ada):
    tokens.issue(ada)
    boss, family = staff_browser(is_superuser=True), TokenFamily.objects.get()
    screen = f"/admin/accounts/tokenfamily/{family.pk}/"

    assert boss.get(f"{screen}change/").status_code == 200
    assert [boss.post(f"{screen}{verb}/").status_code for verb in ("change", "delete")] == [403] * 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_sign_ins_costs_the_same_however_long(count, django_assert_num_queries):
    boss = staff_browser(is_superuser=True)
    for _number in range(count):
        tokens.issue(make_user())
    boss.get("/admin/accounts/tokenfamily/")

    with django_assert_num_queries(4):
        boss.get("/admin/accounts/tokenfamily/")


def test_signing_out_says_how_many_programs_were_in(ada):
    tokens.issue(ada)
    tokens.issue(ada)

    assert sign_out_everywhere(ada, reason="test") == 2
    assert sign_out_everywhere(ada, reason="test") == 0


@pytest.mark.parametrize("term", ["ada@", "Ada B", "ADA@example.com"])
def test_a_person_is_found_by_the_beginning_of_name_or_email(manager, ada, term):
    make_user("byron@example.com", full_name="George")

    found = manager.get(PEOPLE, {"q": term}).context["cl"].result_list

    assert [user.email for user in found] == ["ada@example.com"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(manager, count, django_assert_num_queries):
    for _number in range(count):
        make_user()
    manager.get(PEOPLE)

    with django_assert_num_queries(7):
        manager.get(PEOPLE)
