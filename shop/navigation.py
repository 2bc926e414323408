"""The back office's navigation: the screens of all rooms, by the work that they belong to."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# A group's title; of each screen the model, its words, and its icon among the Material Symbols.
GROUPS = (
    (
        gettext_noop("Selling"),
        (
            ("orders.Order", gettext_noop("Orders"), "receipt_long"),
            ("orders.Payment", gettext_noop("Payments"), "payments"),
            ("orders.Refund", gettext_noop("Refunds"), "undo"),
            ("orders.Cart", gettext_noop("Carts"), "shopping_cart"),
            ("orders.Coupon", gettext_noop("Coupons"), "sell"),
            ("orders.GiftCard", gettext_noop("Gift cards"), "redeem"),
            ("orders.CustomerGroup", gettext_noop("Customer groups"), "groups"),
            ("orders.ShippingZone", gettext_noop("Delivery"), "local_shipping"),
            ("orders.TaxRate", gettext_noop("Tax"), "percent"),
        ),
    ),
    (
        gettext_noop("Catalogue"),
        (
            ("catalog.Product", gettext_noop("Products"), "inventory_2"),
            ("catalog.Variant", gettext_noop("Variants and prices"), "style"),
            ("catalog.Category", gettext_noop("Categories"), "account_tree"),
            ("catalog.Collection", gettext_noop("Collections"), "collections_bookmark"),
            ("catalog.Brand", gettext_noop("Makers"), "factory"),
            ("catalog.Tag", gettext_noop("Tags"), "label"),
            ("catalog.Review", gettext_noop("Reviews"), "reviews"),
            ("catalog.SavedFilter", gettext_noop("Saved filters"), "filter_alt"),
            ("catalog.SearchSynonym", gettext_noop("Words of the same meaning"), "join_inner"),
            ("catalog.SearchRedirect", gettext_noop("Search redirects"), "alt_route"),
            ("catalog.LearnedHit", gettext_noop("Learned answers"), "psychology"),
            ("catalog.StockLevel", gettext_noop("Stock"), "warehouse"),
            ("catalog.StockMovement", gettext_noop("Stock movements"), "swap_vert"),
            ("catalog.Reservation", gettext_noop("Promised stock"), "lock_clock"),
            ("catalog.StockLocation", gettext_noop("Stock rooms"), "home_work"),
        ),
    ),
    (
        gettext_noop("People"),
        (
            ("accounts.User", gettext_noop("People"), "group"),
            ("auth.Group", gettext_noop("Roles"), "badge"),
            ("accounts.RoleChange", gettext_noop("Changes of roles"), "history"),
            ("accounts.TokenFamily", gettext_noop("Programs signed in"), "key"),
            ("accounts.SignInRecord", gettext_noop("Sign-ins"), "login"),
            ("accounts.DataExport", gettext_noop("Copies of data"), "folder_zip"),
            ("accounts.Deletion", gettext_noop("Deletions"), "person_remove"),
            ("notifications.Message", gettext_noop("Mails"), "mail"),
        ),
    ),
    (
        gettext_noop("What people do"),
        (
            ("activity.ShopDay", gettext_noop("The shop by day"), "calendar_month"),
            ("activity.ProductDay", gettext_noop("Products by day"), "bar_chart"),
            ("activity.TrendScore", gettext_noop("Trends"), "trending_up"),
            ("activity.SearchDay", gettext_noop("Searches"), "search"),
            ("activity.SearchOutcome", gettext_noop("Outcomes of searches"), "ads_click"),
            ("activity.SavedSearch", gettext_noop("Kept searches"), "saved_search"),
            ("activity.Event", gettext_noop("Events"), "list"),
        ),
    ),
    (
        gettext_noop("Learning"),
        (
            ("mlbridge.ModelVersion", gettext_noop("Models"), "neurology"),
            ("mlbridge.Recommendation", gettext_noop("Recommendations"), "auto_awesome"),
            ("mlbridge.RetrainRequest", gettext_noop("Trainings asked for"), "model_training"),
        ),
    ),
    (
        gettext_noop("The door"),
        (
            ("security.RequestRecord", gettext_noop("Requests"), "shield"),
            ("security.Incident", gettext_noop("Incidents"), "emergency"),
            ("security.Standing", gettext_noop("Bans and warnings"), "block"),
            ("security.Appeal", gettext_noop("Appeals"), "gavel"),
            ("security.Detector", gettext_noop("Detectors"), "radar"),
            ("security.ThreatFeed", gettext_noop("Threat feeds"), "rss_feed"),
            ("security.Indicator", gettext_noop("Named by feeds"), "flag"),
            ("security.Crawler", gettext_noop("Search engines"), "travel_explore"),
            ("security.SigningKey", gettext_noop("Signing keys"), "vpn_key"),
            ("security.AllowedNetwork", gettext_noop("Always let in"), "verified_user"),
        ),
    ),
    (
        gettext_noop("Workings"),
        (
            ("base.JobRun", gettext_noop("Jobs"), "schedule"),
            ("base.OutboxMessage", gettext_noop("Outbox"), "outbox"),
            ("orders.WebhookDelivery", gettext_noop("Gateways' messages"), "webhook"),
        ),
    ),
)


def style(request: HttpRequest) -> str:
    """Where the style of our own screens is; every page of the back office loads it."""
    return static("css/office.css")


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    """What a person may open; a group without such a screen is left out."""
    start = {"title": _("Today"), "icon": "storefront", "link": reverse("admin:index")}
    groups = [
        {"title": _(title), "separator": True, "collapsible": False, "items": items}
        for title, screens in GROUPS
        if (items := list(_screens(screens, request)))
    ]
    return [{"items": [start]}, *groups]


def _screens(
    screens: Iterable[tuple[str, str, str]], request: HttpRequest
) -> Iterable[dict[str, Any]]:
    for model, words, icon in screens:
        room, _dot, name = model.lower().partition(".")
        if not any(request.user.has_perm(f"{room}.{verb}_{name}") for verb in ("view", "change")):
            continue
        try:
            link = reverse(f"admin:{room}_{name}_changelist")
        except NoReverseMatch:
            continue  # a room that is not installed here
        yield {"title": _(words), "icon": icon, "link": link}
