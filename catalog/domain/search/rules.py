"""What staff have said about searching: words of the same meaning, and searches that lead to a page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from catalog.domain import generation
from catalog.models import SearchRedirect, SearchSynonym

PHRASE_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*", re.UNICODE)
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """``others`` are the phrases of the same meaning by phrase; ``redirects`` addresses by normal search."""

    others: Mapping[Phrase, tuple[Phrase, ...]] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    longest: int = 1

    def at(self, words: Sequence[str], place: int) -> tuple[int, tuple[Phrase, ...]]:
        """The longest known phrase that begins at a place: how many words it has, and the others of its meaning."""
        for length in range(min(self.longest, len(words) - place), 0, -1):
            others = self.others.get(tuple(words[place : place + length]))
            if others:
                return length, others
        return 1, ()


class _Known:
    """The rules as this process last read them, and of which generation they are."""

    generation: int | None = None
    rules = Rules()


def current() -> Rules:
    """The rules, as fresh as the catalogue's generation; read anew each time while the cache server is away."""
    now = generation.current()
    if now is None or now != _Known.generation:
        _Known.rules = _read()
        _Known.generation = now
    return _Known.rules


def forget() -> None:
    """Read the rules again next time."""
    _Known.generation = None


def _read() -> Rules:
    others: dict[Phrase, set[Phrase]] = {}
    for terms in SearchSynonym.objects.values_list("terms", flat=True):
        phrases = [tuple(PHRASE_WORD.findall(term.lower())) for term in terms]
        for phrase in filter(None, phrases):
            same = {other for other in phrases if other and other != phrase}
            others.setdefault(phrase, set()).update(same)
    return Rules(
        others={phrase: tuple(sorted(same)) for phrase, same in others.items() if same},
        redirects=dict(SearchRedirect.objects.values_list("query", "url")),
        longest=max(map(len, others), default=1),
    )
