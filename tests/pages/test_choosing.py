"""Choosing a variant: what each choice leads to, costs, and whether it can be had."""

from dataclasses import dataclass, field

from shop.pages.choosing import chosen_variant, option_groups, stock_of


@dataclass(frozen=True)
class Piece:
    id: int
    options: dict[str, str] = field(default_factory=dict)
    price_minor: int = 1000
    currency: str = "GBP"
    available: int | None = 10
    is_for_sale: bool = True


def mug(number, colour, size, **facts):
    return Piece(number, {"Colour": colour, "Size": size}, **facts)


MOSS_S, MOSS_L, OAT_S = mug(1, "Moss", "S"), mug(2, "Moss", "L"), mug(3, "Oat", "S")
NAMES = ["Colour", "Size"]


def groups(*variants, chosen):
    return option_groups(NAMES, variants, chosen, "/p/mug/")


def test_a_choice_keeps_the_others_where_it_can():
    colours, sizes = groups(MOSS_S, MOSS_L, OAT_S, chosen=MOSS_S)

    assert [choice.url for choice in colours.choices] == ["/p/mug/?variant=1", "/p/mug/?variant=3"]
    assert [choice.url for choice in sizes.choices] == ["/p/mug/?variant=1", "/p/mug/?variant=2"]


def test_a_combination_that_is_not_made_cannot_be_chosen():
    _colours, sizes = groups(MOSS_S, MOSS_L, OAT_S, chosen=OAT_S)

    assert [(choice.value, choice.url) for choice in sizes.choices] == [
        ("S", "/p/mug/?variant=3"),
        ("L", ""),
    ]


def test_the_first_option_falls_back_to_a_variant_that_can_be_had():
    sold_out = mug(3, "Oat", "S", available=0)
    left = mug(4, "Oat", "M")

    colours, _sizes = groups(MOSS_L, sold_out, left, chosen=MOSS_L)

    assert colours.choices[1].url == "/p/mug/?variant=4"


def test_choices_show_their_price_only_where_prices_differ():
    dear = mug(2, "Moss", "L", price_minor=1500)

    _colours, same = groups(MOSS_S, MOSS_L, chosen=MOSS_S)
    _colours, differing = groups(MOSS_S, dear, chosen=MOSS_S)

    assert [choice.note for choice in same.choices] == ["", ""]
    assert [choice.note for choice in differing.choices] == ["£10.00", "£15.00"]


def test_choices_say_when_few_or_none_are_left():
    _colours, sizes = groups(
        mug(1, "Moss", "S", available=2), mug(2, "Moss", "L", available=0), chosen=MOSS_S
    )

    assert [choice.note for choice in sizes.choices] == ["2 left", "Sold out"]
    assert [choice.is_available for choice in sizes.choices] == [True, False]


def test_the_variant_asked_for_is_chosen():
    assert chosen_variant([MOSS_S, MOSS_L], "2") == MOSS_L


def test_an_unknown_variant_leads_to_the_first_that_can_be_had():
    sold_out = mug(1, "Moss", "S", available=0)

    assert chosen_variant([sold_out, MOSS_L], "x' OR 1") == MOSS_L
    assert chosen_variant([sold_out], "") == sold_out
    assert chosen_variant([], "") is None


def test_stock_in_words():
    words = [stock_of(mug(1, "", "", available=left)).words for left in (None, 20, 5, 1, 0)]

    assert words == ["Ready to send", "In stock", "Only 5 left", "Only 1 left", "Sold out"]


def test_no_more_can_be_asked_for_than_there_are():
    assert stock_of(mug(1, "", "", available=3)).most == 3
    assert stock_of(mug(1, "", "", is_for_sale=False)).is_available is False
