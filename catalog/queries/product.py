"""Everything that a product's page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from catalog.models import Category, Product, Review, Variant
from catalog.queries.facts import VariantFacts, variant_facts
from catalog.queries.pictures import Picture, pictures_of_products

REVIEWS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """A variant as the picker sees it: its choices by option name, and what it is sold as."""

    facts: VariantFacts
    options: Mapping[str, str]

    @property
    def is_available(self) -> bool:
        return self.facts.available is None or self.facts.available > 0


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """The newest published reviews, and how many there are of each rating (five stars first)."""

    reviews: Sequence[Review]
    distribution: tuple[tuple[int, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product on sale with its variants, pictures, place in the tree and reviews."""

    product: Product
    choices: Sequence[Choice]
    pictures: Sequence[Picture]
    breadcrumbs: Sequence[Category]
    reviews: ReviewSummary


def product_page(slug: str, *, reviews_from: int = 0) -> ProductPage | None:
    """What the page of the product shows; None when nothing of that name is on sale."""
    product = (
        Product.objects.on_sale().select_related("category", "brand").filter(slug=slug).first()
    )
    if product is None:
        return None
    ids = list(
        Variant.objects.filter(product=product)
        .order_by("position", "pk")
        .values_list("pk", flat=True)
    )
    facts = variant_facts(ids)
    return ProductPage(
        product=product,
        choices=[Choice(facts[pk], facts[pk].options) for pk in ids if pk in facts],
        pictures=pictures_of_products([product.pk]).get(product.pk, []),
        breadcrumbs=_breadcrumbs(product.category),
        reviews=review_summary(product, reviews_from),
    )


def review_summary(product: Product, start: int = 0) -> ReviewSummary:
    """The published reviews of a product from the newest on."""
    published = Review.objects.published().filter(product=product)
    counts = dict(published.values_list("rating").annotate(count=Count("pk")))
    return ReviewSummary(
        reviews=list(published.order_by("-created_at", "-pk")[start : start + REVIEWS_SHOWN]),
        distribution=tuple((stars, counts.get(stars, 0)) for stars in (5, 4, 3, 2, 1)),
        total=sum(counts.values()),
    )


def _breadcrumbs(category: Category) -> list[Category]:
    """The category and those above it, from the top."""
    steps = range(Category.steplen, len(category.path) + 1, Category.steplen)
    return list(Category.objects.filter(path__in=[category.path[:end] for end in steps]))
