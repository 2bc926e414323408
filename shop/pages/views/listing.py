"""Lists of products: a category, a collection, what a search found."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from activity.domain import events
from activity.domain.visitors import source_of
from activity.models import EventKind
from catalog.domain.search import LONGEST_QUERY, normal, rules
from catalog.domain.search.suggestions import suggest
from catalog.models import Collection, Product
from catalog.queries import Filters, Listing, Picture, Shelf, list_products
from catalog.queries.listing import in_category
from catalog.queries.tree import category_named
from mlbridge.domain import recommend
from shop.pages import filtering, seo
from shop.pages.caching import for_everybody
from shop.pages.context import Frame
from shop.pages.front import banner_at
from shop.pages.remembering import remembered
from shop.pages.searching import Searching
from shop.pages.shelves import ProductShelf, fill, plan_of

ON_THE_SHELF = 4


class Lists(Protocol):
    """Gives a page of the list under filters."""

    def __call__(self, filters: Filters, /, *, page: int) -> Listing: ...


@dataclass(frozen=True)
class Crumb:
    """A step on the way to a page."""

    name: str
    url: str


@dataclass(frozen=True)
class Subject:
    """What a list is of."""

    title: str
    lead: str = ""
    crumbs: Sequence[Crumb] = ()
    below: Sequence[Shelf] = ()
    query: str = ""
    own_order: str = ""
    banner: Picture | None = None
    search: Searching | None = None


@for_everybody
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """A category with everything below it."""
    found = _category(slug)
    if found is None:
        raise Http404
    way = _way_to(found.id, Frame(request).menu)
    subject = Subject(
        title=found.name,
        lead=found.description,
        crumbs=tuple(Crumb(shelf.name, shelf.url) for shelf in way[:-1]),
        below=way[-1].children if way else (),
    )
    return _answer(request, subject, partial(_in_category, found.path))


@for_everybody
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """A collection, in the order of the hand that picked it."""
    found = _collection(slug)
    subject = Subject(
        title=found.name,
        lead=found.story,
        own_order=_("As we picked them"),
        banner=banner_at(found.image.name or ""),
    )
    return _answer(request, subject, partial(_in_collection, found))


def search_results(request: HttpRequest) -> HttpResponse:
    """What a search found, best first. What was looked for is remembered, with how much there was."""
    text = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    elsewhere = rules.current().redirects.get(normal(text))
    if elsewhere:
        _remember_search(request, text, 1)
        return redirect(elsewhere)
    title = _("Results for “%s”") % text if text else _("Search")
    searching = Searching(request, text)
    subject = Subject(title=title, query=text, own_order=_("Best match"), search=searching)
    return _answer(request, subject, searching)


def suggestions(request: HttpRequest) -> HttpResponse:
    """What is offered under the search box for the letters typed so far; a fragment, the same for everybody."""
    offered = suggest(request.GET.get("q", ""))
    response = render(request, "shop/listing/suggestions.html", {"offered": offered})
    response.headers["Cache-Control"] = "private, max-age=30"
    return response


_category = remembered(category_named)


@remembered
def _in_category(path: str, filters: Filters, *, page: int) -> Listing:
    return in_category(path, filters, page=page)


@remembered
def _collection(slug: str) -> Collection:
    return get_object_or_404(Collection.objects.filter(is_visible=True), slug=slug)


@remembered
def _in_collection(collection: Collection, filters: Filters, *, page: int) -> Listing:
    return list_products(Product.objects.on_sale().in_collection(collection), filters, page=page)


def _answer(request: HttpRequest, subject: Subject, lists: Lists) -> HttpResponse:
    context = _context(request, subject, lists)
    response = render(request, "shop/listing.html", context)
    if subject.query and context["listing"].page == 1:
        _remember_search(request, subject.query, context["listing"].total)
    if request.headers.get("HX-Request"):
        tidy = filtering.tidy(request.GET)
        response.headers["HX-Push-Url"] = f"{request.path}?{tidy}" if tidy else request.path
    return response


def _context(request: HttpRequest, subject: Subject, lists: Lists) -> dict[str, Any]:
    filters = filtering.filters_from(request.GET)
    listing = lists(filters, page=filtering.page_from(request.GET))
    chips = filtering.chips(request.GET, filters, listing)
    is_dead_end = not listing.total and not chips
    steps = [(_("Home"), "/"), *((crumb.name, crumb.url) for crumb in subject.crumbs)]
    return {
        "subject": subject,
        "query": subject.query,
        "filters": filters,
        "listing": listing,
        "chips": tuple(chips),
        "is_dead_end": is_dead_end,
        "instead": _instead() if is_dead_end else None,
        "cleared": filtering.cleared(request.GET),
        "sorts": tuple(filtering.sorts(subject.own_order)),
        "canonical": _canonical(request, subject, filters, listing.page),
        "origin": seo.absolute(request, "/").rstrip("/"),
        "structured": [seo.breadcrumbs(request, [*steps, (subject.title, request.path)])],
    }


def _instead() -> ProductShelf | None:
    """What is popular now, for those who found nothing."""
    advice = recommend.trending(ON_THE_SHELF)
    shelf = fill([plan_of("popular", _("What others look at now"), advice)], most=ON_THE_SHELF)[0]
    return shelf if shelf.cards else None


def _canonical(request: HttpRequest, subject: Subject, filters: Filters, page: int) -> str:
    """The one address of the list; none for a search or a narrowed list, which no search engine should keep."""
    if subject.query or request.path == reverse("search") or filters != Filters():
        return ""
    return seo.absolute(request, f"{request.path}?page={page}" if page > 1 else request.path)


def _way_to(category_id: int, shelves: Sequence[Shelf]) -> list[Shelf]:
    """The shelves from the top of the tree down to a category; none when it is not in the menu."""
    for shelf in shelves:
        if shelf.id == category_id:
            return [shelf]
        if below := _way_to(category_id, shelf.children):
            return [shelf, *below]
    return []


def _remember_search(request: HttpRequest, text: str, found: int) -> None:
    events.record(EventKind.SEARCH, query=text, quantity=found, **source_of(request)._asdict())
