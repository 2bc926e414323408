"""What came of searches: counted from the log, reported to staff, and taught to the search."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Sum
from django.utils import timezone

from activity import queries
from activity.models import EventKind, SearchDay, SearchOutcome
from catalog.domain.search import learning, normal, spelling
from catalog.domain.search.learning import Answer
from catalog.models import Product

# A purchase belongs to the search that led to the product if it follows within this time.
LEADS_FOR = timedelta(days=7)
COUNTED_ANEW = timedelta(days=8)
ATTENTION_FOR = timedelta(days=60)
LEARNED_FROM = timedelta(days=120)
# What fewer people asked for says something about them, and nothing to others.
ASKED_AT_LEAST = 3
MOST_QUERIES = 5_000
CART_WORTH = 4
PIECE_WORTH = 10

COUNT = """
    INSERT INTO activity_searchoutcome (day, query, product_id, clicks, purchases)
    SELECT (click.at AT TIME ZONE 'UTC')::date, left(lower(btrim(click.query)), 200), click.product_id,
        count(*), count(*) FILTER (WHERE EXISTS (
            SELECT FROM activity_event AS bought
            WHERE bought.visitor = click.visitor AND bought.kind = %(purchase)s
                AND bought.product_id = click.product_id
                AND bought.at BETWEEN click.at AND click.at + make_interval(secs => %(leads_for_seconds)s)))
    FROM activity_event AS click
    WHERE click.kind = %(click)s AND click.query <> '' AND click.product_id IS NOT NULL AND NOT click.is_bot
        AND click.at >= %(since)s
    GROUP BY 1, 2, 3
"""


@transaction.atomic
def count_outcomes(now: datetime | None = None) -> int:
    """Count clicks and purchases after searches anew for the last days, whole days (UTC). Returns the rows written."""
    today = (now or timezone.now()).astimezone(timezone.get_fixed_timezone(0))
    since = (today - COUNTED_ANEW).replace(hour=0, minute=0, second=0, microsecond=0)
    SearchOutcome.objects.filter(day__gte=since.date()).delete()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(
            COUNT,
            {
                "purchase": EventKind.PURCHASE.value,
                "click": EventKind.CLICK.value,
                "leads_for_seconds": LEADS_FOR.total_seconds(),
                "since": since,
            },
        )
        written: int = cursor.rowcount
    return written


def teach() -> Mapping[str, object]:
    """Count outcomes, then teach the search: popularity, answers, past searches, and the words of the range."""
    today = timezone.now().date()
    with transaction.atomic():
        words = spelling.refresh_words()
    return {
        "outcomes": count_outcomes(),
        "popularity": learning.learn_popularity(_attention(today - ATTENTION_FOR)),
        "answers": learning.learn_answers(_answers(today - LEARNED_FROM)),
        "queries": learning.learn_queries(_asked(today - ATTENTION_FOR)),
        "words": words,
    }


def _attention(since: date) -> dict[int, float]:
    """What each product got of people's attention: a purchase counts more than a cart, a cart more than a look."""
    return {
        product_id: figures.views + CART_WORTH * figures.carts + PIECE_WORTH * figures.units_sold
        for product_id, figures in queries.product_figures(since=since).items()
    }


def _answers(since: date) -> list[Answer]:
    counted: dict[tuple[str, int], tuple[int, int]] = {}
    rows = SearchOutcome.objects.filter(day__gte=since).values_list(
        "query", "product_id", "clicks", "purchases"
    )
    for query, product_id, clicks, purchases in rows.iterator():
        key = (normal(query), product_id)
        before = counted.get(key, (0, 0))
        counted[key] = (before[0] + clicks, before[1] + purchases)
    living = set(
        Product.everything.filter(pk__in={product_id for _query, product_id in counted})
        .values_list("pk", flat=True)
        .iterator()
    )
    return [
        Answer(query, product_id, clicks, purchases)
        for (query, product_id), (clicks, purchases) in counted.items()
        if query and product_id in living
    ]


def _asked(since: date) -> Sequence[tuple[str, int]]:
    """What people asked for, more often than once by chance, and found."""
    rows = (
        SearchDay.objects.filter(day__gte=since)
        .values("query")
        .annotate(times=Sum("searches"), empty=Sum("without_results"))
        .filter(times__gte=ASKED_AT_LEAST, empty__lt=F("times"))
        .order_by("-times", "query")
        .values_list("query", "times")[:MOST_QUERIES]
    )
    counted: dict[str, int] = {}
    for query, times in rows:
        if words := normal(query):
            counted[words] = counted.get(words, 0) + int(times)
    return list(counted.items())
