"""What the demo shop's staff have said about searching."""

from catalog.domain.search import keeping
from catalog.models import SearchRedirect, SearchSynonym

SAME = (
    ("tshirt", "t-shirt", "tee"),
    ("wellies", "wellington", "gumboots"),
    ("backpack", "rucksack", "pack", "roll-top"),
    ("teddy", "teddy bear", "bear"),
    ("blanket", "throw"),
    ("puzzle", "jigsaw"),
    ("jumper", "sweater", "pullover"),
    ("bike", "bicycle"),
    ("cafetiere", "french press"),
    ("footwear", "shoe", "boot"),
)
LEADS_TO = (
    ("returns", "/help/returns/"),
    ("delivery", "/help/delivery/"),
    ("postage", "/help/delivery/"),
)


def load_search_rules() -> None:
    """Write synonyms and redirects, unless there are any."""
    if not SearchSynonym.objects.exists():
        for terms in SAME:
            keeping.keep_synonym(SearchSynonym(terms=list(terms)))
    for query, url in LEADS_TO:
        if not SearchRedirect.objects.filter(query=query).exists():
            keeping.keep_redirect(SearchRedirect(query=query, url=url))
