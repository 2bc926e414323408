"""The stage: the same quiet backdrop, floor and light behind every good."""

from functools import lru_cache

from shop.demo.drawings.colour import TINTS, Colour


@lru_cache(maxsize=256)
def stage(tint: str, *, flat: bool = False, wide: int = 800, high: int = 800) -> str:
    """The backdrop in a tint of the house, as SVG; ``flat`` is a table seen from above."""
    ground = TINTS[tint]
    size = f'width="{wide}" height="{high}"'
    backdrop = _table(ground, size) if flat else _studio(ground, size, high)
    return backdrop + _window_light(ground, size)


def _studio(ground: Colour, size: str, high: int) -> str:
    """A wall that bends into a floor; the bend is only just visible."""
    line = 0.655
    stops = "".join(
        f'<stop offset="{at}" stop-color="{ground.lit(by).hex}"/>'
        for at, by in (
            (0.0, 0.004),
            (line - 0.06, -0.014),
            (line - 0.004, -0.030),
            (line + 0.006, -0.016),
            (line + 0.08, 0.004),
            (1.0, 0.016),
        )
    )
    return (
        f'<linearGradient id="wall" x1="0" y1="0" x2="0" y2="1">{stops}</linearGradient>'
        f'<rect {size} fill="url(#wall)"/>'
    )


def _table(ground: Colour, size: str) -> str:
    ends = (
        f'<stop offset="0" stop-color="{ground.lit(0.012).hex}"/>'
        f'<stop offset="1" stop-color="{ground.lit(-0.018).hex}"/>'
    )
    return (
        f'<linearGradient id="wall" x1="0" y1="0" x2="1" y2="1">{ends}</linearGradient>'
        f'<rect {size} fill="url(#wall)"/>'
    )


def _window_light(ground: Colour, size: str) -> str:
    """Daylight from the upper left, and the far corner a little darker."""
    bright, dim = Colour(0.99, 0.012, 88).hex, ground.lit(-0.22).hex
    return (
        '<radialGradient id="light" cx="0.26" cy="0.20" r="0.75">'
        f'<stop offset="0" stop-color="{bright}" stop-opacity="0.62"/>'
        f'<stop offset="0.45" stop-color="{bright}" stop-opacity="0.22"/>'
        f'<stop offset="1" stop-color="{bright}" stop-opacity="0"/></radialGradient>'
        f'<rect {size} fill="url(#light)"/>'
        '<radialGradient id="dim" cx="0.4" cy="0.4" r="0.85">'
        f'<stop offset="0.55" stop-color="{dim}" stop-opacity="0"/>'
        f'<stop offset="1" stop-color="{dim}" stop-opacity="0.16"/></radialGradient>'
        f'<rect {size} fill="url(#dim)"/>'
    )
