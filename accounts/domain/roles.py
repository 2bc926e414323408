"""Roles of staff: named groups of permissions, made after every migration and never taken away from."""

from collections.abc import Mapping

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

CATALOGUE = ("catalog.*",)
ORDERS = (
    "orders.view_*", "orders.change_order", "orders.refund_order", "orders.add_shipment", "orders.change_shipment",
    "orders.*_coupon", "orders.*_customergroup", "catalog.view_*", "accounts.view_user", "accounts.view_address", "notifications.view_message",
)  # fmt: skip
SUPPORT = (
    "orders.view_*", "catalog.view_*", "catalog.change_review", "accounts.view_user", "accounts.view_address",
    "notifications.view_message", "activity.view_*",
)  # fmt: skip
MODERATOR = ("catalog.view_*", "catalog.change_review", "accounts.view_user", "activity.view_*")
ANALYST = ("*.view_*",)
WORKINGS = ("base.view_*", "mlbridge.*", "security.*", "activity.view_*", "notifications.*")

ROLES: Mapping[str, tuple[str, ...]] = {
    "catalogue": CATALOGUE,
    "orders": ORDERS,
    "support": SUPPORT,
    "analyst": ANALYST,
    "moderator": MODERATOR,
    "admin": (
        *CATALOGUE,
        *ORDERS,
        *SUPPORT,
        *WORKINGS,
        "orders.*",
        "analytics.*",
        "accounts.add_user",
        "accounts.change_user",
        "accounts.give_roles",
        "accounts.view_*",
        "auth.view_group",
    ),
    "manager": (*CATALOGUE, *ORDERS, *SUPPORT, *WORKINGS, "orders.*", "accounts.change_user"),
}


def ensure_roles() -> None:
    """Bring every role's permissions up to what stands above. What staff added to a group stays."""
    for name, patterns in ROLES.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.add(*_matching(patterns))


def _matching(patterns: tuple[str, ...]) -> list[Permission]:
    """Permissions whose "app.codename" fits a pattern; a star stands for anything."""
    wanted = Q(pk__in=[])
    for pattern in patterns:
        app, _dot, codename = pattern.partition(".")
        regex = "^" + codename.replace("*", ".*") + "$"
        wanted |= Q(codename__regex=regex) & (Q() if app == "*" else Q(content_type__app_label=app))
    return list(Permission.objects.filter(wanted))
