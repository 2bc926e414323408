"""Roles: what each group of staff may do, as a table, and who may change the table."""

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.domain.roles import ROLES, ensure_roles
from tests.factories.accounts import make_staff
from tests.office import staff_browser

pytestmark = pytest.mark.django_db

# Every power that changes something worth guarding, with the roles that hold it.
MAY = {
    "catalog.change_product": {"catalogue", "manager", "admin"},
    "catalog.add_stockmovement": {"catalogue", "manager", "admin"},
    "catalog.delete_category": {"catalogue", "manager", "admin"},
    "catalog.change_review": {"catalogue", "support", "moderator", "manager", "admin"},
    "orders.change_order": {"orders", "manager", "admin"},
    "orders.refund_order": {"orders", "manager", "admin"},
    "orders.add_shipment": {"orders", "manager", "admin"},
    "orders.add_coupon": {"orders", "manager", "admin"},
    "orders.change_taxrate": {"manager", "admin"},
    "accounts.change_user": {"manager", "admin"},
    "accounts.add_user": {"admin"},
    "accounts.give_roles": {"admin"},
    "auth.change_group": set(),
    "notifications.change_message": {"manager", "admin"},
    "mlbridge.retrain_models": {"manager", "admin"},
    "base.change_jobrun": set(),
    "base.change_outboxmessage": set(),
}


def in_role(role: str):
    """Somebody of the staff with this one role."""
    person = make_staff()
    person.groups.add(Group.objects.get(name=role))
    return person


@pytest.mark.parametrize("role", list(ROLES))
def test_a_role_may_do_what_the_table_says_and_no_more(role):
    person = in_role(role)

    held = {power: person.has_perm(power) for power in MAY}

    assert held == {power: role in holders for power, holders in MAY.items()}


def test_every_power_of_the_table_exists():
    known = {
        f"{app}.{codename}"
        for app, codename in Permission.objects.values_list("content_type__app_label", "codename")
    }
    assert set(MAY) - known == set()


def test_bringing_roles_up_to_date_keeps_what_staff_added():
    support = Group.objects.get(name="support")
    added = Permission.objects.get(codename="change_coupon")
    support.permissions.add(added)

    ensure_roles()

    assert added in support.permissions.all()


def test_bringing_roles_up_to_date_gives_back_what_belongs_to_them():
    Group.objects.get(name="orders").permissions.clear()

    ensure_roles()

    assert in_role("orders").has_perm("orders.refund_order")


@pytest.mark.parametrize("power", ["change_group", "add_group", "delete_group"])
def test_only_a_superuser_changes_roles_whatever_a_role_says(power):
    climber = make_staff()
    climber.user_permissions.set(Permission.objects.filter(codename__in=[power, "view_group"]))
    browser = staff_browser()
    browser.force_login(climber)
    group = Group.objects.get(name="support")
    every = list(Permission.objects.values_list("pk", flat=True)[:5])

    answers = [
        browser.post(f"/admin/auth/group/{path}", {"name": "support", "permissions": every})
        for path in ("add/", f"{group.pk}/change/", f"{group.pk}/delete/")
    ]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert not set(every) & set(group.permissions.values_list("pk", flat=True))
