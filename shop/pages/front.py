"""What stands at the front of the shop: the thing in the big window, the departments, the story, what people say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.core.files.storage import default_storage
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Left, Length
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import Category, Collection, CollectionItem, Product, Review
from catalog.queries import Card, Picture, Shelf
from catalog.queries.listing import SORTS
from catalog.queries.pictures import pictures_of_products
from shop.base.prepared import Prepared, Slot, as_tuple
from shop.pages.shelves import ProductShelf

COLLECTIONS = 2
WINDOWS = 8
NEWEST_SHOWN = 8
IN_THE_STORY = 3
QUOTES = 3
LEAST_QUOTE = 60


@dataclass(frozen=True)
class Hero:
    """The one thing that the front sells: a collection, shown by its own wide picture or else by its first product."""

    title: str
    text: str
    url: str
    action: str
    banner: Picture | None
    picture: Picture | None
    card: Card


@dataclass(frozen=True)
class Window:
    """A department seen from the street."""

    name: str
    url: str
    picture: Picture | None


@dataclass(frozen=True)
class Story:
    """A collection with its story and some of what is in it."""

    title: str
    text: str
    url: str
    cards: Sequence[Card]


@dataclass(frozen=True)
class Quote:
    """What somebody says of a product."""

    rating: int
    body: str
    author_name: str
    product_name: str
    product_slug: str

    @property
    def url(self) -> str:
        return reverse("product", args=[self.product_slug])


class Picked(NamedTuple):
    """A collection with the ids of what is in it, in the order of the hand that picked it."""

    name: str
    slug: str
    story: str
    image: str
    product_ids: list[int]

    @property
    def url(self) -> str:
        return reverse("collection", args=[self.slug])


def collections_in_front() -> list[Picked]:
    """The first two collections."""
    return _PICKED.rows()


def _collections() -> QuerySet[Collection, Any]:
    items = CollectionItem.objects.filter(collection=OuterRef("pk")).order_by("position", "pk")
    return (
        Collection.objects.filter(is_visible=True)
        .annotate(product_ids=ArraySubquery(items.values("product_id")))
        .values_list("name", "slug", "story", "image", "product_ids")[:COLLECTIONS]
    )


_PICKED = Prepared(_collections, Picked)


def hero(collection: Picked, shelf: ProductShelf) -> Hero | None:
    """The big window; None when nothing of the collection is on sale."""
    cards = shelf.cards
    if not cards:
        return None
    return Hero(
        title=collection.name,
        text=collection.story,
        url=collection.url,
        action=_("See the collection"),
        banner=banner_at(collection.image),
        picture=cards[0].picture,
        card=cards[0],
    )


def banner_at(path: str) -> Picture | None:
    """The wide picture of a collection, whose left third is calm enough for words; None without a path."""
    if not path:
        return None
    # The shape that pages crop it to, whatever was uploaded: measuring would open the file.
    return Picture(default_storage.url(path), "", 1600, 900, alt="", placeholder="")


def story(collection: Picked, shelf: ProductShelf) -> Story | None:
    """A collection to read about; None when nothing of it is on sale."""
    if not shelf.cards:
        return None
    cards = tuple(shelf.cards[:IN_THE_STORY])
    return Story(collection.name, collection.story, collection.url, cards)


def windows(departments: Sequence[Shelf]) -> tuple[Window, ...]:
    """The departments with their pictures, or with that of their best known product."""
    shown = [shelf for shelf in departments if shelf.count][:WINDOWS]
    borrowed = _best_known_pictures([shelf.id for shelf in shown if not shelf.image_url])
    return tuple(
        Window(shelf.name, shelf.url, _own(shelf) or borrowed.get(shelf.id)) for shelf in shown
    )


def quotes() -> tuple[Quote, ...]:
    """What people say: the newest long and good reviews."""
    return tuple(_QUOTES.rows(now=timezone.now()))


def _good_reviews() -> QuerySet[Review, Any]:
    return (
        Review.objects.published()
        .filter(rating=5, product__in=Product.objects.on_sale(at=Slot("now")))
        .annotate(length=Length("body"))
        .filter(length__gte=LEAST_QUOTE)
        .order_by("-created_at", "-pk")
        .values_list("rating", "body", "author_name", "product__name", "product__slug")[:QUOTES]
    )


_QUOTES = Prepared(_good_reviews, Quote)


def newest() -> list[int]:
    """The ids of what came last."""
    return [pk for (pk,) in _NEWEST.rows(now=timezone.now())]


_NEWEST = Prepared(
    lambda: (
        Product.objects.on_sale(at=Slot("now"))
        .order_by(*SORTS["newest"])
        .values_list("pk")[:NEWEST_SHOWN]
    ),
    as_tuple,
)


def _own(shelf: Shelf) -> Picture | None:
    if not shelf.image_url:
        return None
    return Picture(shelf.image_url, "", 800, 800, alt="", placeholder=shelf.tint)


def _best_known_pictures(category_ids: Sequence[int]) -> dict[int, Picture]:
    """The picture of each department's most reviewed product."""
    if not category_ids:
        return {}
    best = _BEST_KNOWN.rows(now=timezone.now(), tops=category_ids)
    product_of = dict(best)
    pictures = pictures_of_products(product_of.values(), most_each=1)
    return {
        top: pictures[product][0] for top, product in product_of.items() if pictures.get(product)
    }


def _best_known() -> QuerySet[Product, Any]:
    top = Category.objects.filter(
        depth=1, pk__any=Slot("tops"), path=Left(OuterRef("category__path"), Category.steplen)
    ).order_by()
    return (
        Product.objects.on_sale(at=Slot("now"))
        .annotate(top=Subquery(top.values("pk")))
        .filter(top__isnull=False)
        .order_by("top", "-rating_count", "pk")
        .distinct("top")
        .values_list("top", "pk")
    )


_BEST_KNOWN = Prepared(_best_known, as_tuple)
