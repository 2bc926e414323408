"""Search over the range: SKUs and makers first, then words by stem, beginning, meaning and spelling."""

from catalog.domain.search.finding import Found, find, in_order, search
from catalog.domain.search.ranking import Hit
from catalog.domain.search.results import Results, results
from catalog.domain.search.staff import find_among, variant_ids
from catalog.domain.search.words import LONGEST_QUERY, normal

__all__ = [
    "LONGEST_QUERY",
    "Found",
    "Hit",
    "Results",
    "find",
    "find_among",
    "in_order",
    "normal",
    "results",
    "search",
    "variant_ids",
]
