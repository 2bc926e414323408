"""What search learns from people: which products are popular, which answer a search, which searches were asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

import pgtrigger
from django.db import connection, transaction

from catalog.models import LearnedHit, PastQuery
from catalog.models.search import LONGEST_QUERY

# Attention is compared by its logarithm, in steps of a fiftieth, so that few rows change from day to day.
STEPS = 50
# So many clicks and purchases make a product half sure to be meant by a search.
HALF_SURE = 8.0
PURCHASE_WORTH = 5.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What people did with a product after a search."""

    query: str
    product_id: int
    clicks: int
    purchases: int

    @property
    def weight(self) -> float:
        """How sure it is that the product is meant, 0 to 1: a few clicks say little."""
        worth = self.clicks + PURCHASE_WORTH * self.purchases
        return round(worth / (worth + HALF_SURE), 3)


def learn_popularity(attention: Mapping[int, float]) -> int:
    """Keep how popular products are, by the attention that each got; those not named got none.

    Returns how many products changed. Neither their history nor "updated" does: nobody edited them.
    """
    most = max(attention.values(), default=0)
    levels = {
        product_id: round(log1p(worth) / log1p(most) * STEPS) / STEPS
        for product_id, worth in attention.items()
        if worth > 0
    }
    with pgtrigger.ignore("catalog.Product:touch_updated_at"), connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE catalog_product AS product SET popularity = coalesce(learned.level, 0)
            FROM catalog_product AS same
            LEFT JOIN unnest(%s::bigint[], %s::float8[]) AS learned (id, level) ON learned.id = same.id
            WHERE product.id = same.id AND product.popularity <> coalesce(learned.level, 0)
            """,
            [list(levels), list(levels.values())],
        )
        changed: int = cursor.rowcount
    return changed


@transaction.atomic
def learn_answers(answers: Iterable[Answer]) -> int:
    """Keep which products answer which searches, in place of what was known. Returns how many."""
    LearnedHit.objects.all().delete()
    rows = LearnedHit.objects.bulk_create(
        [
            LearnedHit(
                query=answer.query[:LONGEST_QUERY],
                product_id=answer.product_id,
                weight=answer.weight,
                clicks=answer.clicks,
                purchases=answer.purchases,
            )
            for answer in answers
        ],
        batch_size=1_000,
    )
    return len(rows)


@transaction.atomic
def learn_queries(searches: Sequence[tuple[str, int]]) -> int:
    """Keep what people search for and find, with how often, in place of what was known. Returns how many."""
    PastQuery.objects.all().delete()
    rows = PastQuery.objects.bulk_create(
        [PastQuery(query=query[:LONGEST_QUERY], searches=count) for query, count in searches],
        batch_size=1_000,
        ignore_conflicts=True,
    )
    return len(rows)
