"""A product's page."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from activity.models import EventKind
from catalog.models import Product
from catalog.queries import Picture, ProductPage, VariantFacts, product_page
from catalog.queries.product import REVIEWS_SHOWN
from mlbridge.domain import recommend
from shop.pages import seo
from shop.pages.caching import Seen, for_everybody, remember_seeing
from shop.pages.choosing import chosen_variant, option_groups, stock_of
from shop.pages.remembering import remembered
from shop.pages.shelves import ProductShelf, fill, plan_of
from shop.pages.views.listing import Crumb

ON_THE_SHELF = 4


@for_everybody
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """A product on sale, seen with the variant that ``?variant=`` names; ``?reviews=`` pages through what was said."""
    start = _number(request.GET.get("reviews", ""))
    page = _page(slug, reviews_from=start)
    variants = [choice.facts for choice in page.choices] if page else []
    chosen = chosen_variant(variants, request.GET.get("variant", ""))
    if page is None or chosen is None:
        raise Http404
    context = {
        "product": page.product,
        "chosen": chosen,
        "stock": stock_of(chosen),
        "groups": _groups(page, variants, chosen),
        "pictures": _pictures(page.pictures, chosen.id),
        "facts": list(page.product.attributes.items()),
        "crumbs": [Crumb(step.name, step.get_absolute_url()) for step in page.breadcrumbs],
        "summary": page.reviews,
        "more_reviews": _more_reviews(page, start),
        "shelves": _shelves(page.product),
        **_for_search_engines(request, page, variants),
    }
    response = render(request, "shop/product.html", context)
    return remember_seeing(request, response, Seen(EventKind.VIEW, page.product.pk))


def _groups(
    page: ProductPage, variants: Sequence[VariantFacts], chosen: VariantFacts
) -> Sequence[Any]:
    address = page.product.get_absolute_url()
    return option_groups(page.product.option_names, variants, chosen, address)


_page = remembered(product_page)


@remembered
def _shelves(product: Product) -> list[ProductShelf]:
    """Where people go on from here."""
    advice = recommend.for_product(product.pk, ON_THE_SHELF, category_id=product.category_id)
    shelves = fill([plan_of("next", _("Goes well with it"), advice)], most=ON_THE_SHELF)
    return [shelf for shelf in shelves if shelf.cards]


def _pictures(pictures: Sequence[Picture], variant_id: int) -> list[Picture]:
    """The pictures of the chosen variant first, then those of all; other variants' pictures are theirs."""
    own = [picture for picture in pictures if picture.variant_id == variant_id]
    shared = [picture for picture in pictures if picture.variant_id is None]
    return own + shared or list(pictures)


def _more_reviews(page: ProductPage, start: int) -> str:
    following = start + REVIEWS_SHOWN
    return f"?reviews={following}#reviews" if following < page.reviews.total else ""


def _for_search_engines(
    request: HttpRequest, page: ProductPage, variants: Sequence[VariantFacts]
) -> dict[str, Any]:
    address = page.product.get_absolute_url()
    steps = [(step.name, step.get_absolute_url()) for step in page.breadcrumbs]
    way = [(_("Home"), "/"), *steps, (page.product.name, address)]
    return {
        "canonical": seo.absolute(request, address),
        "origin": seo.absolute(request, "/").rstrip("/"),
        "structured": [
            seo.product_facts(request, page.product, variants, page.pictures),
            seo.breadcrumbs(request, way),
        ],
    }


def _number(text: str) -> int:
    """A count from an address; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
