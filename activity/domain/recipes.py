"""How each rollup is made: one SELECT over the fresh events per table, used to add, to rebuild and to check."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from activity.models import EventKind
from activity.models.rollups import HALF_LIFE, TREND_EPOCH

# What an event says about a product's pull. A purchase counts once, however many pieces it was.
WORTH: Mapping[str, float] = {
    EventKind.VIEW.value: 1.0,
    EventKind.CLICK.value: 1.0,
    EventKind.FAVOURITE.value: 3.0,
    EventKind.ADD_TO_CART.value: 4.0,
    EventKind.PURCHASE.value: 10.0,
}
# Beyond this many halvings two scores have nothing to do with each other, and a float would underflow.
MOST_HALVINGS = 900

# The events of people whose transactions finished between two snapshots. It is read once and counted many times.
GATHER_FRESH = """
    CREATE TEMPORARY TABLE fresh ON COMMIT DROP AS
    SELECT at, (at AT TIME ZONE 'UTC')::date AS day, kind, product_id, order_number, query, quantity, value_minor,
        -- Programs sign in without a browser's number; each such user is one person as well.
        coalesce(visitor, md5('user ' || user_id)::uuid) AS person
    FROM activity_event
    WHERE transaction >= %(lowest)s AND transaction < %(now_upto)s
        AND transaction <> ALL(%(now_running)s::bigint[])
        AND (transaction >= %(last_upto)s OR transaction = ANY(%(last_running)s::bigint[]))
        AND NOT is_bot
"""
TREND_PARAMETERS: Mapping[str, Any] = {
    "kinds": list(WORTH),
    "worths": list(WORTH.values()),
    "epoch": TREND_EPOCH,
    "half_life_seconds": HALF_LIFE.total_seconds(),
    "most_halvings": MOST_HALVINGS,
}


@dataclass(frozen=True)
class Recipe:
    """One rollup: its table, what identifies a row, what is added up, and the SELECT that counts fresh events."""

    table: str
    keys: tuple[str, ...]
    counts: tuple[str, ...]
    select: str

    @property
    def add(self) -> str:
        """The statement that adds what is fresh to what is kept."""
        columns = ", ".join((*self.keys, *self.counts))
        return (
            f"INSERT INTO {self.table} AS kept ({columns}) SELECT {columns} "  # noqa: S608 - words of this file
            # In the order of the keys, which fills the index from left to right.
            f"FROM ({self.select}) AS counted ORDER BY {', '.join(self.keys)} "
            f"ON CONFLICT ({', '.join(self.keys)}) DO UPDATE SET {self._sum()}"
        )

    @property
    def differences(self) -> str:
        """The statement that lists where table and log disagree: the key, what the log says, what is kept."""
        counted = ", ".join(f"coalesce(counted.{name}, 0)" for name in self.counts)
        kept = ", ".join(f"coalesce(kept.{name}, 0)" for name in self.counts)
        keys = ", ".join(self.keys)
        return (
            f"SELECT concat_ws(' ', {keys}), concat_ws(' ', {counted}), "  # noqa: S608 - words of this file
            f"concat_ws(' ', {kept}) "
            f"FROM ({self.select}) AS counted FULL JOIN {self.table} AS kept USING ({keys}) "
            f"WHERE {self._differ(counted, kept)}"
        )

    def _sum(self) -> str:
        return ", ".join(f"{name} = kept.{name} + EXCLUDED.{name}" for name in self.counts)

    def _differ(self, counted: str, kept: str) -> str:
        return f"({counted}) IS DISTINCT FROM ({kept})"


class TrendRecipe(Recipe):
    """Scores are kept as logarithms, so the sum of two of them is log(2^a + 2^b)."""

    def _sum(self) -> str:
        return """
            height = greatest(kept.height, EXCLUDED.height) + ln(1 + power(2::float8,
                greatest(-abs(kept.height - EXCLUDED.height), -%(most_halvings)s))) / ln(2::float8)
        """

    def _differ(self, counted: str, kept: str) -> str:
        return f"abs({counted} - {kept}) > 1e-6"


class VisitorsRecipe(Recipe):
    """Different people cannot be added up: who was there is kept, and only who is new to a day counts."""

    @property
    def add(self) -> str:
        return """
            WITH newcomers AS (
                INSERT INTO activity_visitorday (day, visitor)
                SELECT DISTINCT day, person FROM fresh WHERE person IS NOT NULL ORDER BY day, person
                ON CONFLICT DO NOTHING RETURNING day
            )
            INSERT INTO activity_shopday AS kept (day, visitors)
            SELECT day, count(*) FROM newcomers GROUP BY day
            ON CONFLICT (day) DO UPDATE SET visitors = kept.visitors + EXCLUDED.visitors
        """


RECIPES = (
    Recipe(
        "activity_producthour",
        ("product_id", "hour"),
        ("views", "carts", "units_sold", "revenue_minor"),
        """
        SELECT product_id, date_trunc('hour', at, 'UTC') AS hour,
            count(*) FILTER (WHERE kind = 'view') AS views,
            count(*) FILTER (WHERE kind = 'add_to_cart') AS carts,
            coalesce(sum(quantity) FILTER (WHERE kind = 'purchase'), 0)::bigint AS units_sold,
            coalesce(sum(value_minor) FILTER (WHERE kind = 'purchase'), 0)::bigint AS revenue_minor
        FROM fresh WHERE kind IN ('view', 'add_to_cart', 'purchase') GROUP BY 1, 2
        """,
    ),
    Recipe(
        "activity_productday",
        ("product_id", "day"),
        ("views", "carts", "units_sold", "revenue_minor"),
        """
        SELECT product_id, day,
            count(*) FILTER (WHERE kind = 'view') AS views,
            count(*) FILTER (WHERE kind = 'add_to_cart') AS carts,
            coalesce(sum(quantity) FILTER (WHERE kind = 'purchase'), 0)::bigint AS units_sold,
            coalesce(sum(value_minor) FILTER (WHERE kind = 'purchase'), 0)::bigint AS revenue_minor
        FROM fresh WHERE kind IN ('view', 'add_to_cart', 'purchase') GROUP BY 1, 2
        """,
    ),
    Recipe(
        "activity_shopday",
        ("day",),
        ("views", "searches", "carts", "checkouts", "orders", "units_sold", "revenue_minor"),
        # An order's lines are written by one transaction, so its number is never fresh twice.
        """
        SELECT day,
            count(*) FILTER (WHERE kind = 'view') AS views,
            count(*) FILTER (WHERE kind = 'search') AS searches,
            count(*) FILTER (WHERE kind = 'add_to_cart') AS carts,
            count(*) FILTER (WHERE kind = 'checkout') AS checkouts,
            count(DISTINCT order_number) FILTER (WHERE kind = 'purchase') AS orders,
            coalesce(sum(quantity) FILTER (WHERE kind = 'purchase'), 0)::bigint AS units_sold,
            coalesce(sum(value_minor) FILTER (WHERE kind = 'purchase'), 0)::bigint AS revenue_minor
        FROM fresh GROUP BY 1
        """,
    ),
    VisitorsRecipe(
        "activity_shopday",
        ("day",),
        ("visitors",),
        "SELECT day, count(DISTINCT person) AS visitors FROM fresh GROUP BY 1",
    ),
    Recipe(
        "activity_searchday",
        ("day", "query"),
        ("searches", "without_results"),
        # Cut after lower(), which makes two of a few letters.
        """
        SELECT day, left(lower(btrim(query)), 200) AS query,
            count(*) AS searches, count(*) FILTER (WHERE quantity = 0) AS without_results
        FROM fresh WHERE kind = 'search' AND btrim(query) <> '' GROUP BY 1, 2
        """,
    ),
    TrendRecipe(
        "activity_trendscore",
        ("product_id",),
        ("height",),
        # The highest term is taken out of the sum, so that no power overflows.
        """
        SELECT product_id,
            top + ln(sum(power(2::float8, greatest(term - top, -%(most_halvings)s)))) / ln(2::float8) AS height
        FROM (
            SELECT product_id, term, max(term) OVER (PARTITION BY product_id) AS top
            FROM (
                SELECT product_id, ln(worth) / ln(2::float8)
                    + extract(epoch FROM at - %(epoch)s)::float8 / %(half_life_seconds)s AS term
                FROM fresh
                JOIN unnest(%(kinds)s::text[], %(worths)s::float8[]) AS worths (kind, worth) USING (kind)
                WHERE product_id IS NOT NULL
            ) AS terms
        ) AS topped
        GROUP BY product_id, top
        """,
    ),
)
