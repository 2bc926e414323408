"""Whole ranges at once: categories, makers, products, variants, stock and pictures from plain facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.domain import generation
from catalog.domain.stock import main_location
from catalog.models import (
    Brand,
    Category,
    Collection,
    CollectionItem,
    Product,
    ProductImage,
    Review,
    StockMovement,
    Tag,
    Variant,
)

BATCH = 1000


@dataclass(frozen=True, slots=True)
class NewCategory:
    """A category; ``parent`` is a slug that stands earlier in the list, or empty at the top."""

    slug: str
    name: str
    parent: str = ""
    description: str = ""
    tint: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class NewVariant:
    """A variant with the stock that it starts with."""

    sku: str
    price_minor: int
    options: Mapping[str, str] = field(default_factory=dict)
    cost_minor: int | None = None
    compare_at_minor: int | None = None
    weight_grams: int = 0
    stock: int = 0


@dataclass(frozen=True, slots=True)
class NewPicture:
    """A picture whose files lie in the media storage already."""

    alt: str
    original: str
    renditions: Mapping[str, str]
    placeholder: str = ""
    sku: str = ""
    width: int = 800
    height: int = 800


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A product on sale from ``published_at`` on."""

    slug: str
    name: str
    category: str
    published_at: datetime
    variants: Sequence[NewVariant]
    brand: str = ""
    summary: str = ""
    description: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    option_names: Sequence[str] = ()
    tags: Sequence[str] = ()
    tax_class: str = "standard"
    pictures: Sequence[NewPicture] = ()


@dataclass(frozen=True, slots=True)
class NewReview:
    """A published review. ``author_id`` may be None for people without an account."""

    product_id: int
    author_id: int | None
    author_name: str
    rating: int
    title: str
    body: str
    written_at: datetime
    is_verified: bool = True


@dataclass(frozen=True, slots=True)
class Loaded:
    """The ids of what was written, by slug and SKU."""

    products: Mapping[str, int]
    variants: Mapping[str, int]


@transaction.atomic
def load_categories(categories: Sequence[NewCategory]) -> dict[str, int]:
    """Write a tree of categories in the order given. Returns their ids by slug."""
    known: dict[str, Category] = {}
    for new in categories:
        fields = {
            "slug": new.slug,
            "name": new.name,
            "description": new.description,
            "tint": new.tint,
            "image": new.image,
        }
        if new.parent:
            parent = Category.objects.get(pk=known[new.parent].pk)
            known[new.slug] = Category.objects.add_child(parent, fields)
        else:
            known[new.slug] = Category.objects.add_root(fields)
    return {slug: category.pk for slug, category in known.items()}


@transaction.atomic
def load_products(
    products: Sequence[NewProduct],
    *,
    categories: Mapping[str, int],
    brands: Mapping[str, tuple[str, str]],
) -> Loaded:
    """Write products with variants, stock and pictures. ``brands`` gives name and story by slug."""
    brand_ids = _ensure_brands(brands)
    rows = Product.everything.bulk_create(
        [
            Product(
                slug=new.slug,
                name=new.name,
                category_id=categories[new.category],
                brand_id=brand_ids.get(new.brand),
                summary=new.summary[:300],
                description=new.description,
                attributes=dict(new.attributes),
                option_names=list(new.option_names),
                status=Product.Status.ACTIVE,
                published_at=new.published_at,
                created_at=new.published_at,
                tax_class=new.tax_class,
            )
            for new in products
        ],
        batch_size=BATCH,
    )
    product_ids = {row.slug: row.pk for row in rows}
    variant_ids = _load_variants(products, product_ids)
    _load_tags(products, product_ids)
    add_pictures({product_ids[new.slug]: new.pictures for new in products}, variant_ids)
    generation.bump()
    return Loaded(product_ids, variant_ids)


def _ensure_brands(brands: Mapping[str, tuple[str, str]]) -> dict[str, int]:
    Brand.objects.bulk_create(
        [Brand(slug=slug, name=name, story=story) for slug, (name, story) in brands.items()],
        ignore_conflicts=True,
    )
    return dict(Brand.objects.filter(slug__in=list(brands)).values_list("slug", "pk"))


def _load_variants(
    products: Sequence[NewProduct], product_ids: Mapping[str, int]
) -> dict[str, int]:
    rows = Variant.everything.bulk_create(
        [
            Variant(
                product_id=product_ids[new.slug],
                sku=variant.sku,
                options=dict(variant.options),
                price_minor=variant.price_minor,
                compare_at_minor=variant.compare_at_minor,
                cost_minor=variant.cost_minor,
                weight_grams=variant.weight_grams,
                position=position,
            )
            for new in products
            for position, variant in enumerate(new.variants)
        ],
        batch_size=BATCH,
    )
    ids = {row.sku: row.pk for row in rows}
    place = main_location()
    StockMovement.objects.bulk_create(
        [
            StockMovement(
                variant_id=ids[variant.sku],
                location=place,
                quantity=variant.stock,
                reason=StockMovement.Reason.RECEIVED,
                at=new.published_at,
            )
            for new in products
            for variant in new.variants
            if variant.stock
        ],
        batch_size=BATCH,
    )
    return ids


def _load_tags(products: Sequence[NewProduct], product_ids: Mapping[str, int]) -> None:
    names = sorted({tag for new in products for tag in new.tags})
    Tag.objects.bulk_create(
        [Tag(name=name, slug=name.lower().replace(" ", "-")) for name in names],
        ignore_conflicts=True,
    )
    ids = dict(Tag.objects.filter(name__in=names).values_list("name", "pk"))
    through = Product.tags.through
    through.objects.bulk_create(
        [
            through(product_id=product_ids[new.slug], tag_id=ids[tag])
            for new in products
            for tag in set(new.tags)
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def add_pictures(
    pictures: Mapping[int, Sequence[NewPicture]], variant_ids: Mapping[str, int], *, start: int = 0
) -> None:
    """Write pictures of products by product id, in their order from ``start`` on."""
    ProductImage.objects.bulk_create(
        [
            ProductImage(
                product_id=product_id,
                variant_id=variant_ids.get(picture.sku),
                original=picture.original,
                alt=picture.alt[:200],
                position=start + place,
                width=picture.width,
                height=picture.height,
                renditions=dict(picture.renditions),
                placeholder=picture.placeholder,
            )
            for product_id, own in pictures.items()
            for place, picture in enumerate(own)
        ],
        batch_size=BATCH,
    )
    generation.bump()


@transaction.atomic
def load_collection(
    *, slug: str, name: str, story: str, image: str, position: int, product_ids: Sequence[int]
) -> None:
    """Write a collection with its products in order."""
    collection = Collection.objects.create(
        slug=slug, name=name, story=story, image=image, position=position
    )
    CollectionItem.objects.bulk_create(
        [
            CollectionItem(collection=collection, product_id=product_id, position=place)
            for place, product_id in enumerate(product_ids)
        ]
    )


def load_reviews(reviews: Sequence[NewReview]) -> None:
    """Write published reviews; the products' ratings follow by themselves."""
    Review.objects.bulk_create(
        [
            Review(
                product_id=review.product_id,
                author_id=review.author_id,
                author_name=review.author_name[:80],
                rating=review.rating,
                title=review.title[:120],
                body=review.body,
                is_verified=review.is_verified,
                status=Review.Status.PUBLISHED,
                created_at=review.written_at,
            )
            for review in reviews
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    generation.bump()
