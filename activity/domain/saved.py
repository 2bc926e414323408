"""Searches that people keep, and the mail that tells them of what is new."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activity.models import SavedSearch
from catalog.domain.search import find, normal
from catalog.models import Product
from notifications.domain import mail
from shop.base.errors import InvalidInput, NotFound
from shop.base.money import format_minor

MOST_KEPT = 50
TOLD_OF = 6
PORTION = 500


def keep(user_id: int, text: str) -> SavedSearch:
    """Keep a search for a person; the same again changes nothing but turns its alerts on.

    Raises InvalidInput for a search without words, and when fifty are kept already.
    """
    words = normal(text)
    if not words:
        raise InvalidInput(_("Type what you look for first."), field="words")
    kept = SavedSearch.objects.filter(user_id=user_id)
    if kept.count() >= MOST_KEPT and not kept.filter(words=words).exists():
        raise InvalidInput(_("You keep fifty searches already. Remove one first."), field="words")
    row, _is_new = SavedSearch.objects.update_or_create(
        user_id=user_id, words=words, defaults={"is_watched": True}
    )
    return row


def watch(user_id: int, saved_id: int, *, is_watched: bool) -> None:
    """Turn the alerts of a kept search on or off. Raises NotFound for one that is not this person's."""
    changed = SavedSearch.objects.filter(user_id=user_id, pk=saved_id).update(
        is_watched=is_watched, looked_at=timezone.now()
    )
    if not changed:
        raise NotFound(_("This search is not kept any more."))


def forget(user_id: int, saved_id: int) -> None:
    """Keep a search no longer. Raises NotFound for one that is not this person's."""
    gone, _by_model = SavedSearch.objects.filter(user_id=user_id, pk=saved_id).delete()
    if not gone:
        raise NotFound(_("This search is not kept any more."))


def tell_of_new(now: datetime | None = None) -> Mapping[str, object]:
    """Mail everybody whose kept searches match what came on sale since they were last looked through.

    Those looked through longest ago come first. Mail and mark are one transaction, and the mail's key is the search
    and the moment, so a job that is repeated tells nobody twice.
    """
    now = now or timezone.now()
    told = 0
    rows = SavedSearch.objects.filter(is_watched=True, looked_at__lt=now).order_by(
        "looked_at", "pk"
    )
    for row in rows.select_related("user")[:PORTION]:
        new = _new_since(row, now)
        with transaction.atomic():
            moved = SavedSearch.objects.filter(pk=row.pk, looked_at=row.looked_at).update(
                looked_at=now
            )
            if moved and new and row.user.is_active:
                _tell(row, row.user, new)
                told += 1
    return {"told": told}


def _new_since(row: SavedSearch, now: datetime) -> list[Product]:
    """The products on sale with all the words that were published since, newest first."""
    fresh = Product.objects.on_sale().filter(published_at__gt=row.looked_at, published_at__lte=now)
    found = find(row.words, within=fresh, is_exact=True)
    return list(fresh.filter(pk__in=found.product_ids).order_by("-published_at", "-pk"))


def _tell(row: SavedSearch, user: User, new: Sequence[Product]) -> None:
    lines = [
        {
            "name": product.name,
            "url": f"{settings.SITE_URL}{product.get_absolute_url()}",
            "price": format_minor(product.price_from_minor or 0, settings.SHOP_CURRENCY),
        }
        for product in new[:TOLD_OF]
    ]
    mail.send(
        "saved_search",
        to=user.email,
        key=f"{row.pk}:{row.looked_at.isoformat()}",
        context={"words": row.words, "count": len(new), "lines": lines},
        user_id=user.pk,
    )
