"""Ranks: who may change whom, and that somebody always stands at the top."""

from functools import partial

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from rest_framework.test import APIClient

from accounts.domain import people, tokens
from accounts.errors import LastSuperAdmin
from accounts.models import RoleChange, User
from notifications.models import Message
from tests.concurrency.races import at_once
from tests.factories.accounts import make_staff, make_user

pytestmark = pytest.mark.django_db

PROOF = {"password": "pass-word-42!"}
LADDER = ["user", "support", "moderator", "admin", "super_admin"]


def somebody(role: str) -> User:
    """A person with this one role."""
    if role == "user":
        return make_user()
    if role == "super_admin":
        return make_staff(is_superuser=True)
    person = make_staff()
    person.groups.add(Group.objects.get(name=role))
    return person


def program_of(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def fresh_browser(user: User) -> Client:
    """Staff who have just given their password once more."""
    browser = Client()
    browser.post("/account/login/", {"login": user.email, "password": "pass-word-42!"})
    browser.post("/account/reauthenticate/", {"password": "pass-word-42!"})
    return browser


# Who (row) may give which role to a plain user; nobody gives their own rank but the top.
MAY_GIVE = {
    "user": set(),
    "support": set(),
    "moderator": set(),
    "admin": {"support", "moderator"},
    "super_admin": {"support", "moderator", "admin", "super_admin"},
}


@pytest.mark.parametrize("actor", LADDER)
@pytest.mark.parametrize("role", LADDER[1:])
def test_a_role_is_given_by_who_stands_above_it_only(actor, role):
    target = make_user()

    answer = program_of(somebody(actor)).put(f"/api/users/{target.pk}/roles/{role}", PROOF)

    is_given = role in MAY_GIVE[actor]
    assert answer.status_code == (204 if is_given else 403)
    assert people.roles_of(User.objects.get(pk=target.pk)) == ([role] if is_given else [])


@pytest.mark.parametrize("body", [{}, {"password": "wrong"}])
def test_a_stolen_token_of_the_boss_gives_no_role(body):
    target = make_user()

    answer = program_of(somebody("super_admin")).put(f"/api/users/{target.pk}/roles/admin", body)

    assert answer.status_code == (403 if body else 400)
    assert people.roles_of(User.objects.get(pk=target.pk)) == []


@pytest.mark.parametrize("actor", LADDER)
@pytest.mark.parametrize("target", LADDER)
@pytest.mark.parametrize("act", ["lock", "unlock", "sign-out", "force-reset"])
def test_an_account_is_changed_by_who_outranks_it_only(actor, target, act):
    person = somebody(target)
    before = person.password
    # A second one, so that the top is never the last.
    somebody("super_admin")

    answer = program_of(somebody(actor)).post(f"/api/users/{person.pk}/{act}")

    may = actor == "super_admin" or (actor == "admin" and target not in {"admin", "super_admin"})
    person.refresh_from_db()
    assert answer.status_code == (204 if may else 403)
    assert person.credentials_epoch == int(may and act != "unlock")
    assert (person.password != before) == (may and act == "force-reset")


def test_taking_a_role_ends_the_sign_ins_and_is_kept():
    boss, helper = somebody("super_admin"), somebody("support")
    pair = tokens.issue(helper)

    answer = program_of(boss).delete(f"/api/users/{helper.pk}/roles/support", PROOF)

    helper.refresh_from_db()
    bearer = {"Authorization": f"Bearer {pair.access}"}
    change = RoleChange.objects.get()
    assert (answer.status_code, helper.is_staff) == (204, False)
    assert (change.user, change.actor, change.role, change.kind) == (
        helper,
        boss,
        "support",
        "taken",
    )
    assert APIClient().get("/api/users/me", headers=bearer).status_code == 401


@pytest.mark.parametrize("act", ["roles", "lock"])
def test_the_last_super_admin_stays(act):
    boss = somebody("super_admin")
    program = program_of(boss)

    answer = (
        program.post(f"/api/users/{boss.pk}/lock")
        if act == "lock"
        else program.delete(f"/api/users/{boss.pk}/roles/super_admin", PROOF)
    )

    boss.refresh_from_db()
    assert (answer.status_code, answer.json()["code"]) == (409, "last_super_admin")
    assert (boss.is_superuser, boss.is_active) == (True, True)


def test_the_last_super_admin_stays_in_the_back_office_too():
    boss = somebody("super_admin")
    browser = fresh_browser(boss)
    form = {
        "email": boss.email,
        "is_active": "on",
        "is_staff": "on",
        "addresses-TOTAL_FORMS": "0",
        "addresses-INITIAL_FORMS": "0",
    }

    answer = browser.post(f"/admin/accounts/user/{boss.pk}/change/", form)

    boss.refresh_from_db()
    assert (answer.status_code, boss.is_superuser) == (200, True)
    assert "last super admin" in answer.content.decode()


def test_a_role_given_in_the_back_office_is_kept_as_a_change():
    boss, person = somebody("super_admin"), make_user()
    somebody("super_admin")
    browser = fresh_browser(boss)
    form = {
        "email": person.email,
        "is_active": "on",
        "is_staff": "on",
        "groups": [Group.objects.get(name="support").pk],
        "addresses-TOTAL_FORMS": "0",
        "addresses-INITIAL_FORMS": "0",
    }

    browser.post(f"/admin/accounts/user/{person.pk}/change/", form)

    change = RoleChange.objects.get()
    assert (change.user, change.actor, change.role, change.kind) == (
        person,
        boss,
        "support",
        "given",
    )


def test_a_session_that_was_left_open_gives_no_role():
    boss, person = somebody("super_admin"), make_user()
    somebody("super_admin")
    browser = Client()
    browser.force_login(boss)
    form = {
        "email": person.email,
        "is_active": "on",
        "is_staff": "on",
        "groups": [Group.objects.get(name="support").pk],
        "addresses-TOTAL_FORMS": "0",
        "addresses-INITIAL_FORMS": "0",
    }

    answer = browser.post(f"/admin/accounts/user/{person.pk}/change/", form)

    assert "/account/reauthenticate/" in answer.content.decode()
    assert people.roles_of(User.objects.get(pk=person.pk)) == []


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_of_two_super_admins_who_depose_each_other_one_remains():
    for _round in range(5):
        User.objects.all().delete()
        one, other = somebody("super_admin"), somebody("super_admin")
        outcomes = at_once(
            [
                partial(people.take_role, one, other, "super_admin"),
                partial(people.take_role, other, one, "super_admin"),
            ]
        )

        assert User.objects.filter(is_superuser=True).count() == 1
        assert sum(isinstance(outcome, LastSuperAdmin) for outcome in outcomes) == 1


def test_a_person_who_is_added_chooses_a_password_by_mail():
    answer = program_of(somebody("admin")).post(
        "/api/users", {"email": "New@example.com", "is_superuser": True, "is_staff": True}
    )

    user = User.objects.get(email="new@example.com")
    assert answer.status_code == 201
    assert (user.is_staff, user.is_superuser, user.has_usable_password()) == (False, False, False)
    assert Message.objects.filter(to="new@example.com", kind="account_new_password").exists()


@pytest.mark.parametrize(
    ("role", "code"),
    [("user", 403), ("support", 200), ("moderator", 200), ("admin", 200), ("super_admin", 200)],
)
def test_people_are_listed_for_who_may_see_them(role, code):
    assert program_of(somebody(role)).get("/api/users").status_code == code


def test_one_sees_oneself_and_nobody_else():
    ada, cy = make_user(), make_user()

    answers = [program_of(ada).get(f"/api/users/{who.pk}").status_code for who in (ada, cy)]

    assert answers == [200, 403]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_people_costs_the_same_however_long(count, django_assert_num_queries):
    program = program_of(somebody("super_admin"))
    for _number in range(count):
        somebody("support")

    with django_assert_num_queries(3):
        assert program.get("/api/users").json()["count"] == count + 1


@pytest.mark.parametrize("path", ["users", "users/1", "users/999999"])
def test_a_stranger_learns_nothing_of_people(path):
    """The number of a person who exists answers as one who does not."""
    answer = APIClient().get(f"/api/v1/{path}")

    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
