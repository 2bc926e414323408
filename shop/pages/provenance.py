"""Where a visitor comes from, as their browser says: the search whose result they clicked."""

from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest

SEARCH = "/search/"


def searched_before(request: HttpRequest) -> str:
    """What was searched for on the page of this shop that led here; empty when it was no search."""
    referrer = request.META.get("HTTP_REFERER", "")
    # Nearly every request ends here, without taking an address apart.
    if SEARCH not in referrer:
        return ""
    try:
        address = urlsplit(referrer)
    except ValueError:
        return ""
    if address.netloc != request.get_host() or address.path != SEARCH:
        return ""
    query: str = parse_qs(address.query).get("q", [""])[0]
    return query.strip()
