"""A search as its page shows it: what was found, what was meant, and why each product stands where it does."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import number_format

from catalog.domain import search
from catalog.domain.search import Results
from catalog.domain.search.results import shown_total
from catalog.queries import Filters, Listing

SEES_REASONS = "catalog.change_product"


class Searching:
    """One search: called with filters and a page it gives the list, and keeps what else was learned on the way."""

    results: Results
    do_not_call_in_templates = True

    def __init__(self, request: HttpRequest, text: str) -> None:
        self.text = text
        # ``?as=typed`` is how somebody insists on their own spelling.
        self.is_exact = request.GET.get("as") == "typed"
        self.is_explained = "explain" in request.GET and request.user.has_perm(SEES_REASONS)

    def __call__(self, filters: Filters, /, *, page: int) -> Listing:
        self.results = search.results(
            self.text, filters, page=page, is_exact=self.is_exact, is_explained=self.is_explained
        )
        listing = self.results.listing
        if not self.is_explained:
            return listing
        cards = (replace(card, reason=self._reason(card.product_id)) for card in listing.cards)
        return replace(listing, cards=tuple(cards))

    @property
    def shown_total(self) -> str:
        """How many there are, "1,000+" when nobody counted on."""
        return shown_total(self.results.listing, self.results.found)

    @property
    def typed_url(self) -> str:
        """The same search with the words as they were typed."""
        return _address(q=self.text, **{"as": "typed"})

    @property
    def meant_url(self) -> str:
        """The search that may have been meant."""
        return _address(q=self.results.found.meant)

    def _reason(self, product_id: int) -> str:
        parts = self.results.reasons.get(product_id, ())
        return "; ".join(f"{part.label}: {number_format(part.worth, 3)}" for part in parts)


def _address(**query: str) -> str:
    return f"{reverse('search')}?{urlencode(query)}"
