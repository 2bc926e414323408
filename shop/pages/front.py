"""What stands at the front of the shop: the thing in the big window, the departments, the story, what people say."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Left, Length
from django.utils.translation import gettext as _

from catalog.models import Category, Collection, CollectionItem, Product, Review
from catalog.queries import Card, Picture, Shelf
from catalog.queries.pictures import pictures_of_products
from shop.pages.shelves import ProductShelf

WINDOWS = 8
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

    collection: Collection
    cards: Sequence[Card]


def collections_in_front() -> list[tuple[Collection, list[int]]]:
    """The first two collections with the ids of what is in them, in the order of the hand that picked it."""
    shown = list(Collection.objects.filter(is_visible=True)[:2])
    items = CollectionItem.objects.filter(collection__in=shown).order_by("position", "pk")
    picked = list(items.values_list("collection_id", "product_id"))
    return [
        (collection, [product for owner, product in picked if owner == collection.pk])
        for collection in shown
    ]


def hero(collection: Collection, shelf: ProductShelf) -> Hero | None:
    """The big window; None when nothing of the collection is on sale."""
    cards = shelf.cards
    if not cards:
        return None
    return Hero(
        title=collection.name,
        text=collection.story,
        url=collection.get_absolute_url(),
        action=_("See the collection"),
        banner=banner_of(collection),
        picture=cards[0].picture,
        card=cards[0],
    )


def banner_of(collection: Collection) -> Picture | None:
    """The wide picture of a collection, whose left third is calm enough for words; None when it has none."""
    if not collection.image:
        return None
    # The shape that pages crop it to, whatever was uploaded: measuring would open the file.
    return Picture(collection.image.url, "", 1600, 900, alt="", placeholder="")


def story(collection: Collection, shelf: ProductShelf) -> Story | None:
    """A collection to read about; None when nothing of it is on sale."""
    return Story(collection, shelf.cards[:IN_THE_STORY]) if shelf.cards else None


def windows(departments: Sequence[Shelf]) -> list[Window]:
    """The departments with their pictures, or with that of their best known product."""
    shown = [shelf for shelf in departments if shelf.count][:WINDOWS]
    borrowed = _best_known_pictures([shelf.id for shelf in shown if not shelf.image_url])
    return [Window(shelf.name, shelf.url, _own(shelf) or borrowed.get(shelf.id)) for shelf in shown]


def quotes() -> QuerySet[Review]:
    """What people say: the newest long and good reviews, of different products."""
    good = (
        Review.objects.published()
        .filter(rating=5, product__in=Product.objects.on_sale())
        .annotate(length=Length("body"))
        .filter(length__gte=LEAST_QUOTE)
    )
    return good.select_related("product").order_by("-created_at", "-pk")[:QUOTES]


def _own(shelf: Shelf) -> Picture | None:
    if not shelf.image_url:
        return None
    return Picture(shelf.image_url, "", 800, 800, alt="", placeholder=shelf.tint)


def _best_known_pictures(category_ids: Sequence[int]) -> dict[int, Picture]:
    """The picture of each department's most reviewed product."""
    if not category_ids:
        return {}
    tops = dict(Category.objects.filter(pk__in=category_ids).values_list("path", "pk"))
    best = (
        Product.objects.on_sale()
        .annotate(top=Left("category__path", Category.steplen))
        .filter(top__in=tops)
        .order_by("top", "-rating_count", "pk")
        .distinct("top")
        .values_list("top", "pk")
    )
    product_of = {tops[top]: product for top, product in best}
    pictures = pictures_of_products(product_of.values(), most_each=1)
    return {
        top: pictures[product][0] for top, product in product_of.items() if pictures.get(product)
    }
