"""The front of the shop."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from activity.domain.visitors import visitor_of
from mlbridge.domain import recommend
from shop.pages import front, seo
from shop.pages.basket import shopper_of
from shop.pages.caching import for_everybody
from shop.pages.context import departments
from shop.pages.remembering import remembered
from shop.pages.shelves import Plan, ProductShelf, fill, plan_of

ON_A_SHELF = 8


@dataclass(frozen=True)
class Front:
    """What everybody sees at the front."""

    hero: front.Hero | None
    story: front.Story | None
    windows: Sequence[front.Window]
    shelves: Sequence[ProductShelf]
    quotes: Sequence[front.Quote]


@for_everybody
def home(request: HttpRequest) -> HttpResponse:
    """The front page: what is this person's, then what is everybody's."""
    shared = _front()
    own = fill(_own_plans(request), most=ON_A_SHELF)
    context = {
        "canonical": seo.absolute(request, "/"),
        "structured": [seo.organisation(request)],
        "hero": shared.hero,
        "story": shared.story,
        "windows": shared.windows,
        "shelves": [shelf for shelf in (*own, *shared.shelves) if shelf.cards],
        "quotes": shared.quotes,
    }
    return render(request, "shop/home.html", context)


@remembered
def _front() -> Front:
    collections = front.collections_in_front()
    windows_dressed = [Plan(one.slug, one.name, one.product_ids) for one in collections]
    filled = fill([*windows_dressed, *_plans()], most=ON_A_SHELF)
    dressed = list(zip(collections, filled, strict=False))
    return Front(
        hero=front.hero(*dressed[0]) if dressed else None,
        story=front.story(*dressed[1]) if len(dressed) > 1 else None,
        windows=front.windows(departments()),
        shelves=filled[len(dressed) :],
        quotes=front.quotes(),
    )


def _plans() -> list[Plan]:
    """The shelves that are everybody's."""
    return [
        plan_of(
            "trending",
            _("Much looked at now"),
            recommend.trending(ON_A_SHELF),
            icon="trending-up",
        ),
        Plan(slug="new", title=_("New on the shelves"), product_ids=front.newest()),
    ]


def _own_plans(request: HttpRequest) -> list[Plan]:
    """What this person may like or need again; nothing for a browser that is not known."""
    shopper, visitor = shopper_of(request), visitor_of(request)
    if getattr(request, "is_for_everybody", False) or not (shopper or visitor):
        return []
    user_id = shopper.pk if shopper else None
    plans = [plan_of("for-you", _("For you"), recommend.for_person(user_id, visitor, ON_A_SHELF))]
    if user_id is not None:
        again = recommend.buy_again(user_id, ON_A_SHELF)
        plans.append(plan_of("again", _("Time for more"), again, icon="refresh-cw"))
    return plans
