"""Who may open which screen of the back office: one table for all rooms."""

import pytest
from django.contrib import admin
from django.test import Client

from shop.navigation import GROUPS
from tests.office import staff_browser

pytestmark = pytest.mark.django_db

ROLES = ("catalogue", "orders", "support", "analyst", "manager")
# Screens by "room.model", with the roles that may open them.
MAY_OPEN = {
    "catalog.product": {"catalogue", "orders", "support", "analyst", "manager"},
    "catalog.review": {"catalogue", "orders", "support", "analyst", "manager"},
    "catalog.searchsynonym": {"catalogue", "orders", "support", "analyst", "manager"},
    "catalog.searchredirect": {"catalogue", "orders", "support", "analyst", "manager"},
    "activity.searchday": {"support", "analyst", "manager"},
    "activity.searchoutcome": {"support", "analyst", "manager"},
    "activity.savedsearch": {"support", "analyst", "manager"},
    "catalog.stockmovement": {"catalogue", "orders", "support", "analyst", "manager"},
    "orders.order": {"orders", "support", "analyst", "manager"},
    "orders.payment": {"orders", "support", "analyst", "manager"},
    "orders.coupon": {"orders", "support", "analyst", "manager"},
    "orders.giftcard": {"orders", "support", "analyst", "manager"},
    "orders.customergroup": {"orders", "support", "analyst", "manager"},
    "accounts.user": {"orders", "support", "analyst", "manager"},
    "notifications.message": {"orders", "support", "analyst", "manager"},
    "mlbridge.modelversion": {"analyst", "manager"},
    "security.requestrecord": {"analyst", "manager"},
    "security.standing": {"analyst", "manager"},
    "security.detector": {"analyst", "manager"},
    "security.incident": {"analyst", "manager"},
    "security.threatfeed": {"analyst", "manager"},
    "security.indicator": {"analyst", "manager"},
    "security.signingkey": {"analyst", "manager"},
    "security.crawler": {"analyst", "manager"},
    "security.appeal": {"analyst", "manager"},
    "security.allowednetwork": {"analyst", "manager"},
    "base.jobrun": {"analyst", "manager"},
    "base.outboxmessage": {"analyst", "manager"},
    "activity.shopday": {"support", "analyst", "manager"},
    "accounts.rolechange": {"analyst"},
    "accounts.tokenfamily": {"analyst"},
    "accounts.signinrecord": {"analyst"},
    "accounts.deletion": {"analyst"},
    "accounts.dataexport": {"analyst"},
    "auth.group": {"analyst"},
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("screen", sorted(MAY_OPEN))
def test_a_screen_opens_for_the_roles_that_it_is_for(screen, role):
    answer = staff_browser(role).get(f"/admin/{screen.replace('.', '/')}/")

    assert answer.status_code == (200 if role in MAY_OPEN[screen] else 403)


def test_every_screen_opens_for_a_superuser():
    boss = staff_browser(is_superuser=True)
    screens = [
        f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        for model in admin.site._registry
    ]

    assert {path: boss.get(path).status_code for path in screens} == dict.fromkeys(screens, 200)


def test_every_screen_stands_in_the_navigation():
    linked = {model.lower() for _title, screens in GROUPS for model, _words, _icon in screens}
    registered = {model._meta.label_lower for model in admin.site._registry}

    assert registered - linked == set()


def test_no_screen_stands_in_the_navigation_twice():
    linked = [model for _title, screens in GROUPS for model, _words, _icon in screens]

    assert [model for model in linked if linked.count(model) > 1] == []


@pytest.mark.parametrize("role", ROLES)
def test_the_navigation_shows_what_may_be_opened_and_nothing_else(role):
    browser = staff_browser(role)
    navigation = browser.get("/admin/").context["sidebar_navigation"]
    links = [item["link"] for group in navigation for item in group["items"]]

    assert [link for link in links if browser.get(link).status_code != 200] == []
    assert len(links) > 1


def test_nobody_who_is_no_staff_gets_in(client):
    assert client.get("/admin/orders/order/").status_code == 302
    assert Client().get("/admin/").headers["Location"].startswith("/admin/login/")
