"""Everything that a product's page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from catalog.models import Category, Product, Review
from catalog.queries.facts import VariantFacts, facts_of_product
from catalog.queries.pictures import Picture, pictures_of_products
from shop.base.prepared import Prepared, Slot

REVIEWS_SHOWN = 6
STARS = (5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Choice:
    """A variant as the picker sees it: its choices by option name, and what it is sold as."""

    facts: VariantFacts
    options: Mapping[str, str]

    @property
    def is_available(self) -> bool:
        return self.facts.available is None or self.facts.available > 0


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """A product on sale as its page tells of it. ``attributes`` are its facts by name."""

    id: int
    name: str
    slug: str
    brand: str
    category_id: int
    category_path: str
    summary: str
    description: str
    attributes: Mapping[str, Any] = field(hash=False)
    option_names: Sequence[str] = field(hash=False)
    rating_average: Decimal | None
    rating_count: int
    stars: Mapping[str, int] | None = field(hash=False)

    @property
    def url(self) -> str:
        return reverse("product", args=[self.slug])


@dataclass(frozen=True, slots=True)
class Step:
    """A category on the way to a product."""

    name: str
    slug: str

    @property
    def url(self) -> str:
        return reverse("category", args=[self.slug])


@dataclass(frozen=True, slots=True)
class ShownReview:
    """A published review as shoppers read it."""

    rating: int
    title: str
    body: str
    author_name: str
    is_verified: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """The newest published reviews, and how many there are of each rating (five stars first)."""

    reviews: Sequence[ShownReview]
    distribution: tuple[tuple[int, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product on sale with its variants, pictures, place in the tree and reviews."""

    product: ProductFacts
    choices: Sequence[Choice]
    pictures: Sequence[Picture]
    breadcrumbs: Sequence[Step]
    reviews: ReviewSummary


def product_page(slug: str, *, reviews_from: int = 0) -> ProductPage | None:
    """What the page of the product shows; None when nothing of that name is on sale."""
    found = _PRODUCT.rows(slug=slug, now=timezone.now())
    if not found:
        return None
    product = found[0]
    return ProductPage(
        product=product,
        choices=[Choice(facts, facts.options) for facts in facts_of_product(product.id)],
        pictures=pictures_of_products([product.id]).get(product.id, []),
        breadcrumbs=_breadcrumbs(product.category_path),
        reviews=_reviews(product, reviews_from),
    )


def _one_product() -> QuerySet[Product, Any]:
    published = Review.objects.published().filter(product=OuterRef("pk")).order_by()
    stars = published.values("product").annotate(
        json=JSONObject(**{str(stars): Count("pk", filter=Q(rating=stars)) for stars in STARS})
    )
    return (
        Product.objects.on_sale(at=Slot("now"))
        .filter(slug=Slot("slug"))
        .annotate(stars=Subquery(stars.values("json")))
        .values_list(
            "pk", "name", "slug", "brand__name", "category_id", "category__path", "summary",
            "description", "attributes", "option_names", "rating_average", "rating_count", "stars",
        )
    )  # fmt: skip


_PRODUCT = Prepared(_one_product, ProductFacts)
_REVIEWS = Prepared(
    lambda: (
        Review.objects.published()
        .filter(product=Slot("product"))
        .order_by("-created_at", "-pk")
        .values_list("rating", "title", "body", "author_name", "is_verified", "created_at")
    ),
    ShownReview,
    is_page=True,
)
_STEPS = Prepared(
    lambda: Category.objects.filter(path__any=Slot("paths")).values_list("name", "slug"), Step
)


def _reviews(product: ProductFacts, start: int) -> ReviewSummary:
    """The published reviews of a product from the newest on."""
    counts = product.stars or {}
    total = sum(counts.values())
    shown = _REVIEWS.rows(product=product.id, limit=REVIEWS_SHOWN, offset=start) if total else []
    return ReviewSummary(
        reviews=tuple(shown),
        distribution=tuple((stars, counts.get(str(stars), 0)) for stars in STARS),
        total=total,
    )


def _breadcrumbs(path: str) -> list[Step]:
    """The category with this path and those above it, from the top."""
    ends = range(Category.steplen, len(path) + 1, Category.steplen)
    return _STEPS.rows(paths=[path[:end] for end in ends])
