"""Prices as a small shop sets them: round, and in steps that grow with the price."""

from shop.demo.dice import Dice


def rounded_price(pounds: float) -> int:
    """The nearest price that a shop would write on a ticket, in pence."""
    if pounds < 12:
        return max(95, round(pounds * 2) * 50)
    if pounds < 60:
        return round(pounds) * 100
    if pounds < 200:
        return round(pounds / 5) * 500
    return round(pounds / 10) * 1000


def reduced(price_minor: int, dice: Dice) -> int:
    """A sale price, 15 to 35 per cent lower, rounded the same way and always below."""
    lower = rounded_price(price_minor / 100 * dice.pick((0.65, 0.7, 0.75, 0.8, 0.85)))
    return min(lower, price_minor - 50)


def cost_of(price_minor: int, dice: Dice) -> int:
    """What the shop pays the maker, before tax: 38 to 56 per cent of the price."""
    return round(price_minor * dice.uniform(0.38, 0.56))


def stock_of(dice: Dice, popularity: float, price_minor: int) -> int:
    """Pieces on the shelf. Some are sold out, some nearly, dear things are few."""
    mood = dice.random()
    if mood < 0.045:
        return 0
    if mood < 0.13:
        return dice.randint(1, 4)
    usual = 10 + 26 * min(popularity, 3.0)
    scarce = 0.35 if price_minor > 20_000 else 1.0
    return max(3, round(usual * scarce * dice.uniform(0.5, 1.6)))
