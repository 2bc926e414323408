"""How well search orders what it finds: NDCG@10 over judged searches, by text alone and blended with what people do."""

import re
from collections.abc import Mapping, Sequence
from math import log2

from django.core.management import call_command

from bench.judged import JUDGED
from bench.options import Options
from catalog.domain.search import find
from catalog.models import Product

LOOKED_AT = 10
WORST = 5


def run(options: Options) -> None:
    """Fill the demo shop with its history, let search learn from it, and judge it."""
    call_command("demo", verbosity=0)
    call_command("roll_up")
    call_command("teach_search")
    judge()


def judge() -> tuple[float, float]:
    """Print and give the mean NDCG@10 for plain and for blended ranking over the shop that is there."""
    known = _descriptions()
    rows = []
    for text, *patterns in JUDGED:
        grades = _grades(known, patterns)
        plain, blended = (
            ndcg([grades.get(pk, 0) for pk in find(text, is_plain=is_plain).product_ids], grades)
            for is_plain in (True, False)
        )
        rows.append((blended, plain, text))
    count = len(rows)
    mean_plain = sum(plain for _blended, plain, _text in rows) / count
    mean_blended = sum(blended for blended, _plain, _text in rows) / count
    better = len([text for blended, plain, text in rows if blended > plain])
    worse = len([text for blended, plain, text in rows if blended < plain])
    print(f"{count} judged searches, NDCG@{LOOKED_AT}:")
    print(f"  plain {mean_plain:.3f}, blended {mean_blended:.3f}; better {better}, worse {worse}")
    for blended, plain, text in sorted(rows)[:WORST]:
        print(f"  {text!r}: plain {plain:.3f}, blended {blended:.3f}")
    return mean_plain, mean_blended


def ndcg(shown: Sequence[int], grades: Mapping[int, int]) -> float:
    """The discounted gain of the first ten grades, of what the best order would give; 0 when nothing fits."""
    best = sorted(grades.values(), reverse=True)
    ideal = _gain(best)
    return _gain(shown) / ideal if ideal else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:LOOKED_AT]))


def _descriptions() -> dict[int, str]:
    rows = Product.objects.on_sale().values_list("pk", "name", "category__name", "choice_words")
    return {pk: " | ".join(words).lower() for pk, *words in rows}


def _grades(known: Mapping[int, str], patterns: Sequence[str]) -> dict[int, int]:
    """The grade of every product that fits: 3 what is meant, 2 what would do, 1 what is near."""
    grades = {}
    for product_id, words in known.items():
        for grade, pattern in zip((3, 2, 1), patterns, strict=True):
            if re.search(pattern, words):
                grades[product_id] = grade
                break
    return grades
