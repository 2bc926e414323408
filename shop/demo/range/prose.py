"""Names and descriptions: sentences of the shelf, the material and the maker, put in order."""

import re

from shop.demo.dice import Dice
from shop.demo.range.goods import DemoAttribute, Maker
from shop.demo.range.materials import MATERIALS
from shop.demo.range.recipes import Design, Recipe
from shop.demo.range.talk import talk_of

COLOUR_NAMES: dict[str, str] = {
    "bottle": "Bottle green",
    "dusk": "Dusk blue",
    "sky": "Sky blue",
    "chalk": "Chalk white",
    "stone": "Stone grey",
    "slate": "Slate grey",
    "ink": "Ink black",
    "lagoon": "Lagoon blue",
    "fern": "Fern green",
    "moss": "Moss green",
    "leather": "Tan",
    "jam": "Raspberry",
    "glass": "Clear",
    "iron": "Black iron",
    "steel": "Brushed steel",
}


def colour_name(colour: str) -> str:
    """What shoppers call a colour of the palette."""
    return COLOUR_NAMES.get(colour, colour.capitalize())


def slug_of(name: str) -> str:
    """The name as it appears in an address: ASCII letters, digits and hyphens."""
    plain = name.lower().replace("&", "and").replace("'", "").replace("é", "e").replace("è", "e")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def describe(
    recipe: Recipe,
    design: Design,
    words: dict[str, str],
    facts: tuple[DemoAttribute, ...],
    dice: Dice,
) -> tuple[str, tuple[str, ...]]:
    """A short text for lists, and three or four paragraphs that do not repeat it.

    The paragraphs say what it is, how it is made, how it is used and how to keep it.
    """
    said = talk_of(recipe, design)
    line, *about = (text.format(**words) for text in dice.some(said.about, 4))
    using = [text.format(**words) for text in dice.some(said.using, 3)]
    material = MATERIALS[words["material"]]
    making, care = dice.pick(material.making), dice.pick(material.care)
    author = f"{design.author} wrote it over several winters." if design.author else using[0]
    paragraphs = [
        f"{about[0]} {about[1] if len(about) > 1 else ''} {author}",
        f"{making.format(**words)} {words['sentence']}",
        f"{using[1]} {_in_figures(facts)} {about[2] if len(about) > 2 else using[2]}",
        care.format(**words),
    ]
    return _short(line, design, words, dice), tuple(" ".join(text.split()) for text in paragraphs)


def _short(line: str, design: Design, words: dict[str, str], dice: Dice) -> str:
    if design.author:
        return f"{line} By {design.author}."
    if dice.maybe(0.45):
        return f"{line} Made in {words['place']} by {words['maker']}."
    return line


def _in_figures(facts: tuple[DemoAttribute, ...]) -> str:
    """One sentence with a measure in it, when there is one."""
    for fact in facts:
        if fact.unit and fact.code in {
            "capacity",
            "height",
            "width",
            "diameter",
            "length",
            "burn_time",
        }:
            verb = {"capacity": "It holds", "burn_time": "It burns for"}.get(fact.code, "")
            measure = f"{fact.value} {fact.unit}"
            return f"{verb} {measure}." if verb else f"It is {measure} {_WAYS[fact.code]}."
    return ""


_WAYS = {"height": "high", "width": "wide", "diameter": "across", "length": "long"}


def words_for(
    name: str, design: Design, collection: str, maker: Maker, material: str
) -> dict[str, str]:
    """The words that sentences of the shelf may use."""
    return {
        "name": name,
        "noun": design.noun.lower(),
        "collection": collection,
        "maker": maker.name,
        "place": maker.place,
        "material": material,
        "sentence": _about_maker(maker),
    }


def _about_maker(maker: Maker) -> str:
    return f"{maker.name}: {maker.sentence[0].lower()}{maker.sentence[1:]}"
