"""``fields=`` and ``expand=`` of lists: less of each product, or more, in a fixed number of statements."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from catalog.api.serializers import CategoryBriefSerializer, VariantSerializer
from catalog.models import Product, Variant

Expanded = Mapping[int, Any]


def _categories(ids: Sequence[int]) -> Expanded:
    rows = Product.everything.filter(pk__in=ids).select_related("category")
    return {row.pk: CategoryBriefSerializer(row.category).data for row in rows}


def _variants(ids: Sequence[int]) -> Expanded:
    found: dict[int, list[Any]] = {pk: [] for pk in ids}
    for row in (
        Variant.objects.with_available().filter(product_id__in=ids).order_by("position", "pk")
    ):
        found[row.product_id].append(VariantSerializer(row).data)
    return found


def _tags(ids: Sequence[int]) -> Expanded:
    found: dict[int, list[str]] = {pk: [] for pk in ids}
    through = Product.tags.through
    rows = through.objects.filter(product_id__in=ids).order_by("tag__name")
    for product_id, name in rows.values_list("product_id", "tag__name"):
        found[product_id].append(name)
    return found


def _attributes(ids: Sequence[int]) -> Expanded:
    rows = Product.everything.filter(pk__in=ids)
    return dict(rows.values_list("pk", "attributes"))


EXPANSIONS: Mapping[str, Callable[[Sequence[int]], Expanded]] = {
    "category": _categories,
    "variants": _variants,
    "tags": _tags,
    "attributes": _attributes,
}


def shaped(request: Request, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a list with what was asked to be expanded, cut to the fields that were asked for."""
    ids = [row["id"] for row in rows]
    shown = [dict(row) for row in rows]
    for name in _names(request, "expand", set(EXPANSIONS)):
        more = EXPANSIONS[name](ids)
        for row in shown:
            row[name] = more.get(row["id"])
    known = set(shown[0]) if shown else None
    fields = _names(request, "fields", known)
    return (
        [{name: row[name] for name in row if name in fields} for row in shown] if fields else shown
    )


def _names(request: Request, parameter: str, known: set[str] | None) -> list[str]:
    """The names of a parameter, separated by commas. Unknown ones are refused, not ignored."""
    names = [name.strip() for name in request.query_params.get(parameter, "").split(",")]
    asked = list(dict.fromkeys(filter(None, names)))
    unknown = set(asked) - known if known is not None else set()
    if unknown:
        words = _("“%(unknown)s” is not among: %(known)s.") % {
            "unknown": ", ".join(sorted(unknown)),
            "known": ", ".join(sorted(known or ())),
        }
        raise ValidationError({parameter: words})
    return asked
