"""Sentences about single kinds of goods, for shelves that hold several kinds."""

from shop.demo.range.recipes import Design, Recipe
from shop.demo.range.talk import house, pastimes, person, table
from shop.demo.range.talk.lines import Talk

TALK: dict[str, Talk] = {**table.TALK, **house.TALK, **person.TALK, **pastimes.TALK}


def talk_of(recipe: Recipe, design: Design) -> Talk:
    """What may be said of a design: by kind and form, by kind, or as the whole shelf says."""
    kind = design.kind or recipe.kind
    for key in (f"{kind}/{design.form}", kind):
        if key in TALK:
            return TALK[key]
    return Talk(recipe.about, recipe.using, recipe.facts)
