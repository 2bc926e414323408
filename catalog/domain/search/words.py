"""The words of a search, and what PostgreSQL is asked for them."""

import re
from collections.abc import Sequence

from catalog.domain.search.rules import Rules
from catalog.models.search import LONGEST_QUERY

CONFIGURATION = "shop_english"
MOST_WORDS = 8
# "t-shirt" is one word: its parts alone would find shirts.
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*", re.UNICODE)
SHORTEST_PART = 3

__all__ = [
    "CONFIGURATION",
    "LONGEST_QUERY",
    "any_query",
    "exact_query",
    "normal",
    "prefix_query",
    "words_of",
]


def words_of(text: str) -> list[str]:
    """The first words of a text, in small letters. They hold letters, digits and inner hyphens: no operator of a query."""
    return WORD.findall(text[:LONGEST_QUERY].lower())[:MOST_WORDS]


def normal(text: str) -> str:
    """A search as it is compared and counted: its words in small letters, with single spaces."""
    return " ".join(words_of(text))


def prefix_query(words: Sequence[str], rules: Rules | None = None) -> str:
    """All words by their stems or by others of the same meaning; the last one also as the beginning of a word."""
    return " & ".join(_terms(words, rules, is_typed=True))


def exact_query(words: Sequence[str], rules: Rules | None = None) -> str:
    """The same with whole words only."""
    return " & ".join(_terms(words, rules, is_typed=False))


def any_query(words: Sequence[str], rules: Rules | None = None) -> str:
    """At least one of the words."""
    return " | ".join(_terms(words, rules, is_typed=False))


def _terms(words: Sequence[str], rules: Rules | None, *, is_typed: bool) -> list[str]:
    """One alternative after the other: a phrase that has synonyms is one term, every other word is one."""
    terms: list[str] = []
    place = 0
    while place < len(words):
        length, others = rules.at(words, place) if rules else (1, ())
        own = words[place : place + length]
        is_last = place + length == len(words)
        apart = own[0].split("-") if length == 1 else []
        if len(apart) > 1 and min(map(len, apart)) >= SHORTEST_PART:
            others = (*others, tuple(apart))
        terms.append(_either([own, *others], has_beginning=is_typed and is_last))
        place += length
    return terms


def _either(phrases: Sequence[Sequence[str]], *, has_beginning: bool) -> str:
    said = [" <-> ".join(phrase) for phrase in phrases]
    if has_beginning:
        said[0] += ":*"
    return said[0] if len(said) == 1 else f"({' | '.join(f'({phrase})' for phrase in said)})"
