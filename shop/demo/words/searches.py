"""What people type into the search box, with the slips of their fingers."""

from collections.abc import Sequence
from dataclasses import dataclass

from shop.demo.dice import Dice
from shop.demo.drawings.colour import PALETTE
from shop.demo.range.goods import DemoProduct
from shop.demo.range.prose import colour_name

_NEIGHBOURS = {
    "a": "sqz",
    "b": "vgn",
    "c": "xvd",
    "d": "sfe",
    "e": "wrd",
    "f": "dgr",
    "g": "fht",
    "h": "gjy",
    "i": "uok",
    "j": "hku",
    "k": "jli",
    "l": "kop",
    "m": "nj",
    "n": "bmh",
    "o": "ipl",
    "p": "ol",
    "q": "wa",
    "r": "etf",
    "s": "adw",
    "t": "ryg",
    "u": "yij",
    "v": "cbf",
    "w": "qes",
    "x": "zcs",
    "y": "tuh",
    "z": "xa",
}
_WISHES = (
    "gift for mum",
    "gift for dad",
    "present for teacher",
    "birthday present",
    "wedding present",
    "housewarming gift",
    "christmas presents under 20",
    "stocking filler",
    "secret santa",
    "baby gift",
    "something for a gardener",
    "new home",
    "made in britain",
    "handmade mug",
    "vegan candle",
    "plastic free soap",
    "left handed",
    "gift card",
    "sale",
    "personalised wallet",
    "warm hat",
    "reading light",
    "wool blanket",
    "coffee for cafetiere",
    "loose tea",
    "cat safe plants",
    "waterproof backpack",
    "mens boots size 44",
    "large mug",
    "teapot with strainer",
    "non stick pan",
    "fairtrade coffee",
    "wrapping paper",
    "returns",
)


@dataclass(frozen=True, slots=True)
class Search:
    """A phrase as typed, and the phrase as meant when a finger slipped."""

    typed: str
    meant: str


def make_searches(products: Sequence[DemoProduct], dice: Dice, count: int) -> list[Search]:
    """So many searches, loved products more often, about one in nine with a slip."""
    loved = [(product, product.popularity) for product in products]
    searches = []
    for _ in range(count):
        meant = _phrase(dice.weighted(loved), dice)
        typed = mistype(meant, dice) if dice.maybe(0.11) else meant
        searches.append(Search(typed, meant))
    return searches


def _phrase(product: DemoProduct, dice: Dice) -> str:
    noun = product.noun.lower()
    shape = dice.random()
    if shape < 0.34:
        return noun.rsplit(" ", maxsplit=1)[-1] if dice.maybe(0.6) else noun
    if shape < 0.58:
        colour = product.variants[0].look.colour
        return (
            f"{_spoken(colour)} {noun.rsplit(' ', maxsplit=1)[-1]}" if colour in PALETTE else noun
        )
    if shape < 0.72:
        return product.name.lower()
    if shape < 0.80:
        return product.collection.lower()
    if shape < 0.87:
        return f"{product.tags[-1]} {noun.rsplit(' ', maxsplit=1)[-1]}"
    return dice.pick(_WISHES)


def _spoken(colour: str) -> str:
    """People type "green", not "bottle green"."""
    words = colour_name(colour).lower().split()
    return words[-1] if len(words) > 1 else words[0]


def mistype(phrase: str, dice: Dice) -> str:
    """The phrase with one slip: a letter dropped, doubled, swapped or hit beside."""
    places = [index for index, sign in enumerate(phrase) if sign in _NEIGHBOURS]
    if len(phrase) < 4 or not places:
        return phrase
    at = dice.pick(places)
    slip = dice.pick(("drop", "double", "beside", "swap"))
    if slip == "drop":
        return phrase[:at] + phrase[at + 1 :]
    if slip == "double":
        return phrase[: at + 1] + phrase[at:]
    if slip == "swap" and at + 1 < len(phrase):
        return phrase[:at] + phrase[at + 1] + phrase[at] + phrase[at + 2 :]
    return phrase[:at] + dice.pick(_NEIGHBOURS[phrase[at]]) + phrase[at + 1 :]
