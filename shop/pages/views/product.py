"""A product's page."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from activity.models import EventKind
from catalog.queries import Picture, ProductPage, VariantFacts, product_page
from catalog.queries.addresses import present_slug
from catalog.queries.prices import lowest_before
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
        return _moved(slug)
    context = {
        "product": page.product,
        "chosen": chosen,
        "stock": stock_of(chosen),
        "lowest": _lowest_before(chosen.id) if chosen.compare_at_minor else None,
        "groups": _groups(page, variants, chosen),
        "pictures": _pictures(page.pictures, chosen.id),
        "facts": tuple((name, str(value)) for name, value in page.product.attributes.items()),
        "crumbs": tuple(Crumb(step.name, step.url) for step in page.breadcrumbs),
        "summary": page.reviews,
        "more_reviews": _more_reviews(page, start),
        "shelves": _shelves(page.product.id, page.product.category_id),
        **_for_search_engines(request, page, variants),
    }
    response = render(request, "shop/product.html", context)
    return remember_seeing(request, response, Seen(EventKind.VIEW, page.product.id))


def _moved(slug: str) -> HttpResponse:
    """To the present address of a product that was here before."""
    present = present_slug(slug)
    if present is None or present == slug:
        raise Http404
    return redirect("product", present, permanent=True)


@remembered
def _lowest_before(variant_id: int) -> int | None:
    """The lowest price of the thirty days before; asked only of what is reduced."""
    return lowest_before(variant_id)


def _groups(
    page: ProductPage, variants: Sequence[VariantFacts], chosen: VariantFacts
) -> Sequence[Any]:
    address = page.product.url
    return option_groups(page.product.option_names, variants, chosen, address)


_page = remembered(product_page)


@remembered
def _shelves(product_id: int, category_id: int) -> list[ProductShelf]:
    """Where people go on from here."""
    advice = recommend.for_product(product_id, ON_THE_SHELF, category_id=category_id)
    shelves = fill([plan_of("next", _("Goes well with it"), advice)], most=ON_THE_SHELF)
    return [shelf for shelf in shelves if shelf.cards]


def _pictures(pictures: Sequence[Picture], variant_id: int) -> tuple[Picture, ...]:
    """The pictures of the chosen variant first, then those of all; other variants' pictures are theirs."""
    own = [picture for picture in pictures if picture.variant_id == variant_id]
    shared = [picture for picture in pictures if picture.variant_id is None]
    return tuple(own + shared or pictures)


def _more_reviews(page: ProductPage, start: int) -> str:
    following = start + REVIEWS_SHOWN
    return f"?reviews={following}#reviews" if following < page.reviews.total else ""


def _for_search_engines(
    request: HttpRequest, page: ProductPage, variants: Sequence[VariantFacts]
) -> dict[str, Any]:
    address = page.product.url
    steps = [(step.name, step.url) for step in page.breadcrumbs]
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
