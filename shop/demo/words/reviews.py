"""Reviews that read like people: a rating first, then a title and a body that fit it."""

from dataclasses import dataclass

from shop.demo.dice import Dice
from shop.demo.range.goods import DemoProduct
from shop.demo.range.prose import colour_name
from shop.demo.words import remarks
from shop.demo.words.voices import Voice, voice_about

# Most people who write are pleased, a few are cross, and few bother in between.
RATINGS: tuple[tuple[int, float], ...] = ((5, 0.57), (4, 0.25), (3, 0.08), (2, 0.04), (1, 0.06))


@dataclass(frozen=True, slots=True)
class Review:
    """What somebody wrote; ``rating`` is 1 to 5 stars."""

    rating: int
    title: str
    body: str


def draw_rating(dice: Dice, lean: float = 0.0) -> int:
    """A rating as shops get them. ``lean`` from -1 to 1 makes a product worse or better liked."""
    weights = [(stars, weight * (1 + lean * (stars - 3) * 0.4)) for stars, weight in RATINGS]
    return dice.weighted([(stars, max(weight, 0.004)) for stars, weight in weights])


def make_reviews(dice: Dice, product: DemoProduct, count: int) -> list[Review]:
    """So many reviews of a product, no two with the same words."""
    lean = dice.uniform(-0.5, 0.5)
    told: set[str] = set()
    reviews: list[Review] = []
    while len(reviews) < count:
        review = make_review(dice, product, draw_rating(dice, lean))
        if review.body not in told:
            told.add(review.body)
            reviews.append(review)
    return reviews


def make_review(dice: Dice, product: DemoProduct, rating: int) -> Review:
    """One review of a product by somebody who gave so many stars (1 to 5)."""
    voice, slots = voice_about(product), _slots(dice, product)
    lines = [line.format(**slots) for line in _lines(dice, voice, rating)]
    title = dice.pick(remarks.TITLES[rating]).format(**slots)
    return Review(rating, _spoken(title, dice), _manner(" ".join(lines), dice))


def _lines(dice: Dice, voice: Voice, rating: int) -> list[str]:
    """The sentences, in the order in which people say such things."""
    build = {5: _delighted, 4: _pleased, 3: _torn}.get(rating, _cross)
    return build(dice, voice)


def _delighted(dice: Dice, voice: Voice) -> list[str]:
    lines = dice.some(voice.praise, dice.weighted(((1, 0.34), (2, 0.40), (3, 0.26))))
    if dice.maybe(0.40):
        lines.insert(0, dice.pick(remarks.OPENINGS))
    if dice.maybe(0.22):
        lines.append(dice.pick(remarks.GIFTS))
    if dice.maybe(0.22):
        lines.append(dice.pick(remarks.GOOD_SERVICE))
    return lines + ([dice.pick(remarks.HAPPY_ENDS)] if dice.maybe(0.38) or len(lines) < 2 else [])


def _pleased(dice: Dice, voice: Voice) -> list[str]:
    lines = dice.some(voice.praise, dice.weighted(((1, 0.5), (2, 0.5))))
    if dice.maybe(0.3):
        lines.insert(0, dice.pick(remarks.OPENINGS))
    if dice.maybe(0.66):
        lines.append(f"{dice.pick(remarks.BUTS)} {_lower(dice.pick(voice.grumble))}")
    return lines + ([dice.pick(remarks.FAIR_ENDS)] if dice.maybe(0.45) or len(lines) < 2 else [])


def _torn(dice: Dice, voice: Voice) -> list[str]:
    lines = [
        dice.pick(voice.praise),
        f"{dice.pick(remarks.BUTS)} {_lower(dice.pick(voice.grumble))}",
    ]
    if dice.maybe(0.4):
        lines.reverse()
        lines = [dice.pick(voice.grumble), dice.pick(voice.praise)]
    if dice.maybe(0.3):
        lines.append(dice.pick(remarks.BAD_SERVICE))
    return [*lines, dice.pick(remarks.TORN_ENDS)]


def _cross(dice: Dice, voice: Voice) -> list[str]:
    lines = dice.some(voice.grumble, dice.weighted(((1, 0.5), (2, 0.5))))
    if dice.maybe(0.5):
        lines.insert(0, dice.pick(remarks.LETDOWNS))
    if dice.maybe(0.5):
        lines.append(dice.pick(remarks.BAD_SERVICE))
    return [*lines, dice.pick(remarks.CROSS_ENDS)]


def _slots(dice: Dice, product: DemoProduct) -> dict[str, str]:
    variant = dice.pick(product.variants)
    size = dict(variant.options).get("Size") or dict(variant.options).get("EU size") or "medium"
    return {
        "noun": product.noun.lower().split(",", maxsplit=1)[0],
        "collection": product.collection,
        "colour": colour_name(variant.look.colour).lower(),
        "size": size,
        "price": f"£{variant.price_minor / 100:.2f}".removesuffix(".00"),
        "person": dice.pick(remarks.PERSONS),
        "time": dice.pick(remarks.TIMES),
        "room": dice.pick(remarks.ROOMS),
        "maker": product.maker.name,
        "name": product.name,
    }


def _lower(sentence: str) -> str:
    """The sentence as it goes on after "but"; "I" and names keep their capital."""
    first = sentence.split(" ", maxsplit=1)[0]
    return (
        sentence
        if first == "I" or first.startswith(("I'", "Bluetooth"))
        else sentence[0].lower() + sentence[1:]
    )


def _spoken(text: str, dice: Dice) -> str:
    """A title: with a capital, mostly without a full stop."""
    text = text[0].upper() + text[1:]
    return text.rstrip(".") if dice.maybe(0.8) else text


def _manner(text: str, dice: Dice) -> str:
    """How people type: mostly well, some without capitals, some without a last full stop."""
    text = ". ".join(part[:1].upper() + part[1:] for part in text.split(". "))
    mood = dice.random()
    if mood < 0.05:
        return text.lower().replace(" i ", " i ").rstrip(".")
    if mood < 0.11:
        return text.rstrip(".")
    if mood < 0.13:
        return text.replace("'", "").replace(" and ", " & ")
    return text
