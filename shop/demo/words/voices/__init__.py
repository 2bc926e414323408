"""What people say about each kind of thing, good and bad, in their own words."""

from shop.demo.range.goods import DemoProduct
from shop.demo.words.voices import indoors, outdoors, persons, rooms, table
from shop.demo.words.voices.voice import Voice

# By the code of the shelf, and by the drawn kind where a shelf holds several.
_SHELVES: dict[str, Voice] = {**table.VOICES, **rooms.VOICES, **persons.VOICES}
_KINDS: dict[str, Voice] = {**indoors.VOICES, **outdoors.VOICES}


def voice_about(product: DemoProduct) -> Voice:
    """What may be said about a product: by kind and form, by kind, or as of the whole shelf."""
    face = product.pictures[0]
    for key in (f"{face.kind}/{face.look.form}", face.kind):
        if key in _KINDS:
            return _KINDS[key]
    return _SHELVES[product.recipe]


__all__ = ["Voice", "voice_about"]
