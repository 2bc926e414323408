"""The first page of the back office: figures of today, what waits, what runs out; each tile leads to its list.

Everybody sees the tiles of what they may see, and costs only their queries.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from analytics import queries
from analytics.admin.charts import bars
from analytics.permissions import WATCH_SALES
from analytics.ports import Direction, May, Tile, TileRow, data_sources
from shop.base.live import live_url
from shop.base.money import format_minor

Builder = Callable[[], Tile | list[Tile]]


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """The template's context with what this person may see. Called by the admin site for its index page."""
    may: May = request.user.has_perm
    tiles = visible_tiles(may)
    context["title"] = _("Today")
    context["figures"] = [tile for tile in tiles if not tile.is_list]
    context["lists"] = [tile for tile in tiles if tile.is_list]
    context["now"] = timezone.now()
    if may(WATCH_SALES):
        context["chart"] = bars(queries.days_of_sales())
        context["live_url"] = live_url(request)
    return context


def visible_tiles(may: May) -> list[Tile]:
    """Our tiles that somebody may see, then those of other rooms."""
    tiles: list[Tile] = []
    for permission, build in TILES:
        if may(permission):
            built = build()
            tiles += built if isinstance(built, list) else [built]
    return tiles + [tile for source in data_sources() for tile in source.tiles(may)]


def sales() -> list[Tile]:
    """Today's revenue and orders beside those of the same day last week."""
    found = queries.sales_compared()
    today, before = found.today, found.last_week
    url = list_of("orders_order", placed_at__gte=today_begins().isoformat())
    return [
        Tile(
            "revenue",
            _("Revenue today"),
            money(today.revenue_minor),
            _("%(amount)s by this time last week") % {"amount": money(before.revenue_minor)},
            direction(today.revenue_minor, before.revenue_minor),
            url=url,
        ),
        Tile(
            "orders",
            _("Orders today"),
            str(today.orders),
            _("%(count)s by this time last week") % {"count": before.orders},
            direction(today.orders, before.orders),
            url=url,
        ),
    ]


def conversion() -> Tile:
    """How many of a hundred visitors ordered."""
    found = queries.conversion()
    today, before = found.today_percent, found.last_week_percent
    return Tile(
        "conversion",
        _("Visitors who ordered"),
        "–" if today is None else f"{today:.1f} %",
        when_counted(
            _("no visitors that day last week")
            if before is None
            else _("%(percent)s on that day last week") % {"percent": f"{before:.1f} %"},
            found.counted_at,
        ),
        None if today is None or before is None else direction(today, before),
        url=list_of("activity_shopday"),
    )


def to_ship() -> Tile:
    """Orders that wait to be sent."""
    found = queries.orders_to_ship()
    return Tile(
        "to_ship",
        _("Orders to ship"),
        str(found.orders),
        _("the first has waited for %(time)s") % {"time": timesince(found.since)}
        if found.since
        else _("everything has left"),
        is_alarming=is_older(found.since, timedelta(days=2)),
        url=list_of("orders_order", state__exact="paid"),
    )


def late_messages() -> Tile:
    """Mails and other effects that have not left."""
    found = queries.late_outbox()
    notes = []
    if found.since:
        notes.append(_("the first is %(time)s late") % {"time": timesince(found.since)})
    if found.given_up:
        notes.append(_("%(count)s given up") % {"count": found.given_up})
    return Tile(
        "late_messages",
        _("Late mails and calls"),
        str(found.waiting + found.given_up),
        ", ".join(notes) or _("everything leaves in time"),
        is_alarming=bool(found.waiting or found.given_up),
        url=list_of("base_outboxmessage", state__exact="dead" if found.given_up else "waiting"),
    )


def failed_jobs() -> Tile:
    """Regular jobs that failed the last time."""
    failures = queries.failed_jobs()
    return Tile(
        "failed_jobs",
        _("Failed jobs"),
        str(len(failures)),
        _("by their latest run"),
        is_alarming=bool(failures),
        url=list_of("base_jobrun"),
        rows=[TileRow(one.name, timesince(one.at)) for one in failures],
    )


def suspicious_requests() -> Tile:
    """Requests that look hostile."""
    found = queries.suspicious_requests()
    return Tile(
        "suspicious",
        _("Suspicious requests"),
        str(found.requests),
        _("from %(count)s addresses in the last day") % {"count": found.addresses},
        url=list_of("security_requestrecord", score="70"),
    )


def low_stock() -> Tile:
    """Variants that run out."""
    count = queries.low_stock_count()
    return Tile(
        "low_stock",
        _("Low stock"),
        f"{queries.COUNTED_AT_MOST}+" if count >= queries.COUNTED_AT_MOST else str(count),
        _("on sale, at or below their mark"),
        is_alarming=count > 0,
        url=list_of("catalog_variant", stock="low"),
        rows=[
            TileRow(one.name, str(one.available), page_of("catalog_product", one.product_id))
            for one in queries.low_stock()
        ],
        when_empty=_("Everything is well stocked."),
    )


def best_sellers() -> Tile:
    """What sold most in a week."""
    return Tile(
        "best_sellers",
        _("Best sellers"),
        note=when_counted(_("pieces in seven days"), queries.counted_at()),
        url=list_of("activity_productday"),
        rows=[
            TileRow(one.name, str(one.units_sold), page_of("catalog_product", one.product_id))
            for one in queries.best_sellers()
        ],
        when_empty=_("Nothing was sold in the last seven days."),
    )


def empty_searches() -> Tile:
    """What people looked for in vain."""
    return Tile(
        "empty_searches",
        _("Searched and not found"),
        note=_("times in seven days"),
        url=list_of("activity_searchday"),
        rows=[TileRow(one.query, str(one.times)) for one in queries.empty_searches()],
        when_empty=_("Everybody found something."),
    )


TILES: Sequence[tuple[str, Builder]] = (
    (WATCH_SALES, sales),
    ("activity.view_shopday", conversion),
    (WATCH_SALES, to_ship),
    ("base.view_outboxmessage", late_messages),
    ("base.view_jobrun", failed_jobs),
    ("security.view_requestrecord", suspicious_requests),
    ("catalog.view_stocklevel", low_stock),
    ("activity.view_productday", best_sellers),
    ("activity.view_searchday", empty_searches),
)


def money(minor: int) -> str:
    """An amount in the shop's currency."""
    return format_minor(minor, settings.SHOP_CURRENCY)


def direction(now: float, before: float) -> Direction:
    """Where a figure went."""
    if now == before:
        return Direction.SAME
    return Direction.UP if now > before else Direction.DOWN


def when_counted(note: str, moment: datetime | None) -> str:
    """A note that also says how fresh the figure is."""
    if moment is None:
        return _("%(note)s; not counted yet") % {"note": note}
    clock = date_format(timezone.localtime(moment), "H:i")
    return _("%(note)s; counted at %(time)s") % {"note": note, "time": clock}


def is_older(moment: datetime | None, age: timedelta) -> bool:
    """Whether a moment is longer ago than ``age``."""
    return moment is not None and timezone.now() - moment > age


def today_begins() -> datetime:
    """Midnight, UTC."""
    return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)


def list_of(model: str, **filters: str) -> str:
    """The address of a list in the admin, filtered; empty when the admin has no such list."""
    try:
        return reverse(f"admin:{model}_changelist", query=filters or None)
    except NoReverseMatch:
        return ""


def page_of(model: str, pk: int) -> str:
    """The address of a row's page in the admin; empty when the admin has no such page."""
    try:
        return reverse(f"admin:{model}_change", args=[pk])
    except NoReverseMatch:
        return ""
