"""Products written by staff and programs: made, changed, put away."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from catalog.domain import generation, stock, variants
from catalog.errors import CannotComeBack, SlugTaken
from catalog.models import Brand, Product, ProductQuerySet, Tag, Variant
from shop.base.actor import current_actor_id
from shop.base.errors import InvalidInput

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
# How many products a refusal names.
NAMED = 5


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
    keep_product(product)
    if "tags" in facts:
        product.tags.set([_tag(name) for name in facts["tags"]])
    _write_variants(product, facts.get("variants") or ())
    return product


def keep_product(product: Product) -> None:
    """Write a product; the first time that it is on sale is when it was published. Raises SlugTaken or InvalidInput."""
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


def slug_is_taken(slug: str, *, besides: int = 0) -> bool:
    """Whether another product in use has this address."""
    return Product.objects.filter(slug=slug).exclude(pk=besides).exists()


def put_on_sale(products: Iterable[Product]) -> int:
    """Show products to shoppers, all or none. Returns how many were not on sale before.

    Raises InvalidInput for a product that has nothing to sell or was put away.
    """
    ids = [product.pk for product in products]
    rows = Product.everything.filter(pk__in=ids)
    unfit = rows.filter(Q(price_from_minor__isnull=True) | Q(deleted_at__isnull=False))
    if names := list(unfit.order_by("name").values_list("name", flat=True)[:NAMED]):
        raise InvalidInput(
            _("Give these an active variant with a price first, and restore what is deleted: %s.")
            % ", ".join(names)
        )
    now = timezone.now()
    return _update(
        rows.exclude(status=Product.Status.ACTIVE),
        status=Product.Status.ACTIVE,
        published_at=Coalesce("published_at", Value(now)),
    )


def take_off_sale(products: Iterable[Product]) -> int:
    """Hide products from shoppers and keep all about them. Returns how many were not hidden before."""
    rows = Product.everything.filter(pk__in=[product.pk for product in products])
    return _update(rows.exclude(status=Product.Status.ARCHIVED), status=Product.Status.ARCHIVED)


def put_away(products: Iterable[Product]) -> int:
    """Delete products so that they can come back. Returns how many were in use."""
    gone = Product.everything.filter(pk__in=[product.pk for product in products]).soft_delete()
    generation.bump()
    return gone


def bring_back(products: Iterable[Product]) -> int:
    """Restore products that were put away, all or none. Raises CannotComeBack when another one took the address."""
    rows = Product.everything.filter(pk__in=[product.pk for product in products])
    try:
        with transaction.atomic():
            back = rows.restore()
    except IntegrityError as error:
        raise CannotComeBack(
            _("Another product has taken the address meanwhile. Change that one's, then restore.")
        ) from error
    generation.bump()
    return back


def _update(rows: ProductQuerySet, **values: Any) -> int:
    """Change many rows with what save() and the signals would have done."""
    changed = rows.update(**values, updated_at=timezone.now(), updated_by=current_actor_id())
    generation.bump()
    return changed


def _write_variants(product: Product, wanted: Sequence[Mapping[str, Any]]) -> None:
    for position, facts in enumerate(wanted):
        sku = facts["sku"].strip().upper()
        variant = Variant.everything.filter(sku=sku).first()
        if variant and variant.product_id != product.pk:
            raise variants.sku_taken(sku)
        is_new = variant is None
        variant = variant or variants.new_variant(product, sku=sku, position=position)
        variant.price_minor = facts["price_minor"]
        variant.compare_at_minor = facts.get("compare_at_minor")
        variant.options = dict(facts.get("options") or {})
        variant.weight_grams = facts.get("weight_grams", 0)
        variant.deleted_at = None
        variants.keep_variant(variant)
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
