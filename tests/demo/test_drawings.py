"""The pictures: every kind can be seen, the same look is the same picture."""

from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageStat

from shop.demo.drawings import (
    KINDS,
    MARKS,
    SCENES,
    VIEWS,
    Look,
    draw,
    mark,
    render,
    scene,
    webp,
)
from shop.demo.drawings.colour import PALETTE, TINTS, Colour, colour
from shop.demo.drawings.lettering import lettered, width_of
from shop.demo.drawings.path import ellipse, outline, rectangle
from shop.demo.drawings.render import picture

EVERY_VIEW = [(kind, view) for kind in VIEWS for view in range(len(VIEWS[kind]))]


def luminance(colour: Colour) -> float:
    channels = [int(colour.hex[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("kind", "view"), EVERY_VIEW)
def test_every_view_of_every_kind_shows_something(kind, view):
    goods = picture(draw(kind, Look("bottle", "marigold", seed=7), view), 120)

    spread = ImageStat.Stat(goods.convert("L")).stddev[0]

    assert goods.size == (120, 120)
    assert spread > 12


@pytest.mark.parametrize("kind", list(VIEWS))
def test_a_good_stays_clear_of_the_edges_of_its_first_picture(kind):
    goods = picture(draw(kind, Look("brick", "navy", seed=3)), 80)
    empty = picture(draw("bicycle", Look()), 80)
    for edge in ((0, 0, 80, 3), (0, 0, 3, 80), (77, 0, 80, 80)):
        backdrop = ImageStat.Stat(empty.crop(edge)).mean

        seen = ImageStat.Stat(goods.crop(edge)).mean

        # Ten of 255: the wall and the table differ a little, ink would differ by far more.
        assert all(abs(one - other) < 14 for one, other in zip(seen, backdrop, strict=True))


def test_the_same_look_is_drawn_the_same_every_time():
    look = Look("chalk", "navy", pattern="speckle", seed=11)

    assert draw("mug", look) == draw("mug", look)
    assert webp(draw("mug", look), 200) == webp(draw("mug", look), 200)


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "brick"},
        {"accent": "marigold"},
        {"tint": "sage"},
        {"form": "belly"},
        {"pattern": "dots"},
        {"high": 1.2},
        {"wide": 1.2},
    ],
)
def test_every_part_of_a_look_changes_the_picture(change):
    plain = Look("chalk", "navy", pattern="stripes")

    assert draw("mug", plain) != draw("mug", plain.but(**change))


def test_the_seed_scatters_the_speckles():
    look = Look("chalk", pattern="speckle", seed=1)

    assert draw("mug", look) != draw("mug", look.but(seed=2))


def test_a_look_has_no_other_parts():
    with pytest.raises(TypeError, match="wings"):
        Look().but(wings=2)


def test_the_words_of_a_look_are_written_on_the_label():
    assert draw("tin", Look(words="ASSAM")) != draw("tin", Look(words="MINT"))


def test_a_kind_that_is_not_known_is_refused_by_name():
    with pytest.raises(KeyError, match="spaceship"):
        draw("spaceship", Look())


def test_a_view_that_a_kind_has_not_is_refused():
    with pytest.raises(IndexError):
        draw("mug", Look(), len(VIEWS["mug"]))


def test_an_svg_from_elsewhere_is_not_rendered():
    with pytest.raises(ValueError, match="made by draw"):
        webp('<svg xmlns="http://www.w3.org/2000/svg"/>', 100)


def test_pixels_come_as_png_and_as_webp_of_the_width_asked_for():
    svg = draw("teapot", Look("dusk"))

    png, small = Image.open(BytesIO(render(svg, 160))), Image.open(BytesIO(webp(svg, 90)))

    assert (png.format, png.size) == ("PNG", (160, 160))
    assert (small.format, small.size) == ("WEBP", (90, 90))


def test_all_pictures_stand_on_one_stage():
    """Different goods in one tint share their backdrop to the pixel, away from the goods."""
    corners = {
        picture(draw(kind, Look()), 100).getpixel((3, 3)) for kind in ("mug", "chair", "bear")
    }

    assert len(corners) == 1


@pytest.mark.parametrize("name", ["bottle", "navy", "brick", "ink", "cocoa", "plum", "slate"])
def test_dark_colours_of_the_palette_stand_out_from_every_stage(name):
    assert min(contrast(colour(name), tint) for tint in TINTS.values()) > 3


def test_light_colours_keep_an_edge_through_their_shade():
    """The shaded side of a body differs from every stage, even where its light side does not."""
    edges = [
        contrast(tone.lit(-0.17), tint) for tone in PALETTE.values() for tint in TINTS.values()
    ]

    assert min(edges) > 1.12


def test_colours_outside_the_screen_lose_chroma_and_not_lightness():
    wild = Colour(0.7, 0.4, 150)

    assert abs(luminance(wild) - luminance(Colour(0.7, 0.05, 150))) < 0.12


def test_lightening_and_darkening_move_only_as_far_as_colours_go():
    assert colour("chalk").lit(0.5).light <= 0.99
    assert colour("ink").lit(-0.5).light >= 0.06


def test_the_box_of_an_outline_holds_all_of_it():
    assert ellipse(50, 40, 20, 10).box == (30, 30, 70, 50)
    assert rectangle(0, 0, 10, 5).turned(90).box == pytest.approx((-5, 0, 0, 10))


def test_outlines_are_read_as_svg_writes_them():
    shape = outline("M0 0 L10 0 Q15 5 10 10 Z")

    assert [letter for letter, _ in shape.pieces] == ["M", "L", "C", "Z"]
    assert shape.box[2] < 15


def test_lettering_is_centred_and_as_wide_as_it_says():
    left, _, right, _ = lettered("TEA", 20).box

    assert left == pytest.approx(-right, abs=0.5)
    assert right - left == pytest.approx(width_of("TEA", 20), abs=0.5)


def test_every_kind_is_registered_under_its_own_name():
    assert all(kind.name == name for name, kind in KINDS.items())
    assert len(KINDS) > 60


@pytest.mark.parametrize("name", list(SCENES))
def test_every_scene_is_a_wide_still_life_with_room_for_words(name):
    still_life = picture(scene(name), 320)
    left, right = still_life.crop((0, 0, 96, 180)), still_life.crop((110, 0, 320, 180))

    assert still_life.size == (320, 180)
    assert ImageStat.Stat(right.convert("L")).stddev[0] > 15
    assert ImageStat.Stat(left.convert("L")).stddev[0] < 8


@pytest.mark.parametrize("name", MARKS)
def test_every_mark_is_small_and_takes_the_colour_of_its_text(name):
    drawing = mark(name)

    assert ET.fromstring(drawing).attrib["stroke"] == "currentColor"
    assert "#" not in drawing
    assert len(drawing) < 1500


@pytest.mark.parametrize("kind", list(VIEWS))
def test_pictures_are_whole_svg_documents(kind):
    assert ET.fromstring(draw(kind, Look())).attrib["viewBox"] == "0 0 800 800"
