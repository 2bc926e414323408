"""Products written by staff and programs: made, changed, put away."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from catalog.domain import stock
from catalog.models import Brand, Product, Tag, Variant
from shop.base.errors import DomainError, InvalidInput

PLAIN_FIELDS = (
    "name",
    "slug",
    "category",
    "summary",
    "description",
    "attributes",
    "status",
    "tax_class",
)


class SkuTaken(DomainError):
    """Another product has a variant with this SKU."""

    code = "sku_taken"


class SlugTaken(DomainError):
    """Another product has this address."""

    code = "slug_taken"


@transaction.atomic
def create_product(facts: Mapping[str, Any]) -> Product:
    """A new product with its variants and their first stock. Raises SkuTaken, SlugTaken or InvalidInput."""
    product = Product(slug=facts.get("slug") or slugify(facts["name"])[:220])
    return _write(product, facts)


@transaction.atomic
def change_product(product: Product, facts: Mapping[str, Any]) -> Product:
    """Change what is given of a product. Known SKUs are changed, new ones added; none is taken away."""
    return _write(product, facts)


def _write(product: Product, facts: Mapping[str, Any]) -> Product:
    for name in PLAIN_FIELDS:
        if facts.get(name) is not None:
            setattr(product, name, facts[name])
    if "brand" in facts:
        product.brand = _brand(facts["brand"])
    if product.status == Product.Status.ACTIVE and product.published_at is None:
        product.published_at = timezone.now()
    if not product.slug:
        raise InvalidInput(_("Give an address: the name has no letters for one."), field="slug")
    try:
        with transaction.atomic():
            product.save()
    except IntegrityError as error:
        raise SlugTaken(
            _("Another product has this address. Choose another slug."), field="slug"
        ) from error
    if "tags" in facts:
        product.tags.set([_tag(name) for name in facts["tags"]])
    _write_variants(product, facts.get("variants") or ())
    return product


def _write_variants(product: Product, variants: Sequence[Mapping[str, Any]]) -> None:
    for position, facts in enumerate(variants):
        sku = facts["sku"].strip().upper()
        variant = Variant.everything.filter(sku=sku).first()
        if variant and variant.product_id != product.pk:
            raise SkuTaken(
                _("The SKU %(sku)s belongs to another product.") % {"sku": sku}, field="variants"
            )
        is_new = variant is None
        variant = variant or Variant(product=product, sku=sku, position=position)
        variant.price_minor = facts["price_minor"]
        variant.compare_at_minor = facts.get("compare_at_minor")
        variant.options = dict(facts.get("options") or {})
        variant.weight_grams = facts.get("weight_grams", 0)
        variant.deleted_at = None
        if variant.compare_at_minor is not None and variant.compare_at_minor <= variant.price_minor:
            raise InvalidInput(
                _("A former price must be above the price."), field="compare_at_minor"
            )
        variant.save()
        if is_new and facts.get("stock"):
            stock.receive(variant.pk, facts["stock"])


def _brand(name: str) -> Brand | None:
    if not name.strip():
        return None
    slug = slugify(name)
    if not slug:
        raise InvalidInput(_("The maker's name needs letters."), field="brand")
    return Brand.objects.get_or_create(slug=slug, defaults={"name": name.strip()})[0]


def _tag(name: str) -> Tag:
    slug = slugify(name)
    if not slug:
        raise InvalidInput(_("A tag needs letters."), field="tags")
    return Tag.objects.get_or_create(slug=slug, defaults={"name": name.strip()})[0]
