"""Products that are known only by name from another system: kept as drafts until staff complete them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from catalog.models import Category, Product, Variant

SHELF_SLUG = "imported"
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Draft:
    """A thing that was sold elsewhere. ``sku`` is in capitals; the price is the last one seen, in minor units."""

    sku: str
    name: str
    price_minor: int
    currency: str


def ensure_drafts(drafts: Iterable[Draft]) -> dict[str, int]:
    """The variant ids of these things by SKU; makes a draft product for each that is missing, changes no other."""
    wanted = {draft.sku: draft for draft in drafts}
    known = dict(Variant.everything.filter(sku__in=list(wanted)).values_list("sku", "pk"))
    missing = [draft for sku, draft in wanted.items() if sku not in known]
    return known | _make(missing) if missing else known


def _make(drafts: Sequence[Draft]) -> dict[str, int]:
    shelf = _shelf()
    products = Product.everything.bulk_create(
        [
            Product(
                name=draft.name[:200],
                slug=_slug(draft),
                category=shelf,
                status=Product.Status.DRAFT,
            )
            for draft in drafts
        ],
        batch_size=BATCH,
    )
    variants = Variant.everything.bulk_create(
        [
            Variant(
                product=product,
                sku=draft.sku,
                price_minor=draft.price_minor,
                currency=draft.currency,
            )
            for product, draft in zip(products, drafts, strict=True)
        ],
        batch_size=BATCH,
    )
    return {variant.sku: variant.pk for variant in variants}


def _shelf() -> Category:
    """The hidden category where imported drafts wait."""
    shelf: Category = Category.objects.filter(slug=SHELF_SLUG).first() or Category.objects.add_root(
        {"name": "Imported", "slug": SHELF_SLUG, "is_visible": False}
    )
    return shelf


def _slug(draft: Draft) -> str:
    """An address of its own: the SKU in it makes it unique."""
    return slugify(f"{draft.name[:150]} {draft.sku}".replace("_", "-")).strip("-")
