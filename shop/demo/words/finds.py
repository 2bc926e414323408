"""How many products answer to what people typed: a small search over words, for the log of the demo shop."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import reduce

from shop.demo.range.goods import DemoProduct

_WORD = re.compile(r"[a-zà-ÿ0-9]+")
# They narrow nothing down.
_SMALL_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to", "with"})


class Finder:
    """Knows which words stand on which products. A slip of the finger or a foreign wish finds nothing."""

    def __init__(self, products: Sequence[DemoProduct]) -> None:
        self._having: dict[str, set[int]] = defaultdict(set)
        for product in products:
            for word in _words(_text_of(product)):
                self._having[word].add(product.number)

    def count(self, typed: str) -> int:
        """How many products have every word that was typed."""
        having = [self._having.get(word, set()) for word in _words(typed)]
        return len(reduce(set.intersection, having)) if having else 0


def _text_of(product: DemoProduct) -> str:
    choices = [value for variant in product.variants for _option, value in variant.options]
    facts = [str(attribute.value) for attribute in product.attributes]
    return " ".join(
        [
            product.name,
            product.noun,
            product.short,
            product.collection,
            *product.tags,
            *choices,
            *facts,
        ]
    )


def _words(text: str) -> set[str]:
    """The words that mean something, singular and plural alike."""
    found = _WORD.findall(text.lower())
    return {word.removesuffix("s") for word in found if word not in _SMALL_WORDS}
