"""Search over a wide range: latency of rare, usual, broad and misspelt words, and of suggestions.

The products are made by the database itself from a skewed vocabulary, a hundred thousand or, with BENCH_PRODUCTS set,
as many as are asked for; the first words are in nearly every product, the last in a few.
"""

import os
import time
from collections.abc import Callable, Sequence
from random import Random

from django.db import connection

from bench.options import Options
from catalog.domain.search import find, results, rules
from catalog.domain.search.spelling import refresh_words
from catalog.domain.search.suggestions import suggest
from catalog.models import Category
from catalog.queries import Filters

PRODUCTS = 100_000
VOCABULARY = 20_000
SYLLABLES = "ba be bi bo bu da de di do du fa fe ga ge ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa se so ta te ti to va ve vi vo za ze".split()  # noqa: SIM905 # easier to read

MAKE = """
    INSERT INTO catalog_product (name, slug, category_id, summary, description, attributes, option_names, status,
        tax_class, published_at, created_at, updated_at, rating_count, popularity, price_from_minor, price_to_minor)
    SELECT made.words, 'bench-' || number, %(category)s, '', made.text, '{}', '[]', 'active', 'standard',
        now() - number * interval '1 second', now(), now(), 0,
        round((1.0 / (1 + number %% 997))::numeric, 2), 500 + number %% 9000, 500 + number %% 9000
    FROM generate_series(%(first)s::int, %(last)s::int) AS number
    CROSS JOIN LATERAL (
        SELECT string_agg(word, ' ') FILTER (WHERE place <= 5) AS words,
            string_agg(word, ' ') FILTER (WHERE place > 5) AS text
        FROM (
            SELECT place, words[1 + floor(array_length(words, 1) * power(random(), 4) + number * 0)::int] AS word
            FROM generate_series(1, 25) AS place, (SELECT %(words)s::text[] AS words) AS known
        ) AS drawn
    ) AS made
"""


def run(options: Options) -> None:
    """Make the products and print the latencies."""
    count = int(os.environ.get("BENCH_PRODUCTS", PRODUCTS))
    words = _vocabulary()
    started = time.perf_counter()
    _fill(count, words)
    print(f"{count:,} products made in {time.perf_counter() - started:.0f} s, words learned anew")
    times = 10 if options.quick else 40
    classes = {
        "rare word": words[-4000:],
        "usual word": words[300:2000],
        "broad word": words[:6],
        "two words": [f"{words[place]} {words[place + 40]}" for place in range(20, 100)],
        "misspelt": [_misspelt(word) for word in words[300:2000]],
    }
    rng = Random(1)
    for name, pool in classes.items():
        _show(name, find, [rng.choice(pool) for _ in range(times)])
        _show(
            f"{name}, page with facets",
            lambda text: results(text, Filters()),
            [rng.choice(pool) for _ in range(times)],
        )
    _show("suggestions, 2 letters", suggest, [rng.choice(words)[:2] for _ in range(times)])
    _show("suggestions, 4 letters", suggest, [rng.choice(words)[:4] for _ in range(times)])


def _show(name: str, ask: Callable[[str], object], texts: Sequence[str]) -> None:
    ask(texts[0])
    took = []
    spent = time.process_time()
    for text in texts:
        started = time.perf_counter()
        ask(text)
        took.append((time.perf_counter() - started) * 1000)
    spent = (time.process_time() - spent) / len(texts) * 1000
    took.sort()
    print(
        f"  {name}: p50 {took[len(took) // 2]:.1f} ms, p95 {took[int(len(took) * 0.95)]:.1f} ms, "
        f"max {took[-1]:.1f} ms; {spent:.1f} ms of it in Python"
    )


def _vocabulary() -> list[str]:
    rng = Random(7)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        words["".join(rng.choice(SYLLABLES) for _ in range(rng.choice((2, 3, 3, 4, 5)))) + "k"] = (
            None
        )
    return list(words)


def _misspelt(word: str) -> str:
    middle = len(word) // 2
    return word[:middle] + word[middle + 1 :]


def _fill(count: int, words: Sequence[str]) -> None:
    category = Category.objects.filter(slug="bench").first() or Category.objects.add_root(
        {"name": "Bench", "slug": "bench"}
    )
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for first in range(1, count + 1, 10_000):
            last = min(first + 9_999, count)
            cursor.execute(
                MAKE,
                {"category": category.pk, "first": first, "last": last, "words": list(words)},
            )
        cursor.execute("VACUUM ANALYZE catalog_product")
        refresh_words()
        cursor.execute("ANALYZE catalog_searchword")
    rules.forget()
