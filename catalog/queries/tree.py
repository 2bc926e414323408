"""The tree of categories as the menu shows it, kept for as long as the catalogue does not change."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from catalog.models import Category
from shop.base.prepared import Prepared, Slot

KEY = "category-tree"
KEEP_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category with those below it. ``count`` is the number of products on sale in the whole branch."""

    id: int
    name: str
    slug: str
    url: str
    description: str
    tint: str
    image_url: str
    count: int
    children: tuple["Shelf", ...] = ()


@dataclass(frozen=True, slots=True)
class ShownCategory:
    """A category as its own page names it. ``path`` is its place in the tree."""

    id: int
    name: str
    description: str
    path: str


def category_named(slug: str) -> ShownCategory | None:
    """The visible category with this address; None when there is none."""
    return next(iter(_CATEGORY.rows(slug=slug)), None)


_CATEGORY = Prepared(
    lambda: (
        Category.objects.visible()
        .filter(slug=Slot("slug"))
        .values_list("pk", "name", "description", "path")
    ),
    ShownCategory,
)


def category_tree(*, generation: int | None = None) -> tuple[Shelf, ...]:
    """The visible top categories with everything below. With a catalogue ``generation`` the tree is cached under it."""
    if generation is None:
        return _read()
    key = f"{KEY}:{generation}"
    known: tuple[Shelf, ...] | None = cache.get(key)
    if known is None:
        known = _read()
        cache.set(key, known, KEEP_SECONDS)
    return known


def _read() -> tuple[Shelf, ...]:
    on_sale = Q(
        products__status="active",
        products__deleted_at__isnull=True,
        products__published_at__lte=timezone.now(),
        products__price_from_minor__isnull=False,
    )
    rows = list(Category.objects.visible().annotate(own=Count("products", filter=on_sale)))
    return _branches(rows, depth=1, prefix="")


def _branches(rows: list[Category], *, depth: int, prefix: str) -> tuple[Shelf, ...]:
    here = [row for row in rows if row.depth == depth and row.path.startswith(prefix)]
    return tuple(
        Shelf(
            id=row.pk,
            name=row.name,
            slug=row.slug,
            url=reverse("category", args=[row.slug]),
            description=row.description,
            tint=row.tint,
            image_url=row.image.url if row.image else "",
            count=sum(other.own for other in rows if other.path.startswith(row.path)),
            children=_branches(rows, depth=depth + 1, prefix=row.path),
        )
        for row in here
    )
