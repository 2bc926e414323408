"""Small line drawings for empty pages. They take the colour of the text around them."""

_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 150" fill="none" stroke="currentColor"'
    ' stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">'
)
_GROUND = '<path d="M22 132H178" opacity=".35"/>'
_SOFT = 'fill="currentColor" fill-opacity=".07"'

_DRAWINGS: dict[str, str] = {
    # a basket with nothing in it, and a moth
    "empty-cart": (
        f'<path d="M58 66h84l-10 62a5 5 0 0 1-5 4H73a5 5 0 0 1-5-4z" {_SOFT}/>'
        '<path d="M52 66h96M78 66c0-36 44-36 44 0"/><path d="M66 86h68M69 106h62" opacity=".5"/>'
        '<path d="M80 66l6 66M100 66v66M120 66l-6 66" opacity=".5"/>'
        '<path d="M148 34c-7-9-16-3-10 4 2 3 6 3 10 1M148 34c7-9 16-3 10 4-2 3-6 3-10 1M148 33v10"/>'
        '<path d="M140 52c-4 4-4 7-9 8" stroke-dasharray="1 6"/>'
    ),
    # a magnifying glass over a bare shelf
    "no-results": (
        f'<circle cx="92" cy="60" r="36" {_SOFT}/><path d="M118 86l34 34" stroke-width="7"/>'
        '<path d="M74 52c2-9 9-15 18-16" opacity=".6"/><path d="M78 72h28" stroke-dasharray="1 7"/>'
        '<path d="M28 132h144M40 132v8M160 132v8"/>'
    ),
    # a cup on its side and the tea that ran away
    "not-found": (
        f'<path d="M62 84l46-22a6 6 0 0 1 8 3l18 40a6 6 0 0 1-3 8l-30 14c-18 8-33-1-38-12z" {_SOFT}/>'
        '<ellipse cx="62" cy="106" rx="9" ry="25" transform="rotate(-24 62 106)"/>'
        '<path d="M118 64c10-14 30-6 27 10-2 9-11 14-17 14"/>'
        '<path d="M52 128c-14 0-30 1-32 5s22 5 42 3"/><circle cx="26" cy="118" r="2"/><path d="M96 132h82" opacity=".35"/>'
    ),
    # a parcel tied with string and a sprig
    "order-placed": (
        f'<path d="M52 70l48-20 48 20v50l-48 20-48-20z" {_SOFT}/><path d="M52 70l48 20 48-20M100 90v50"/>'
        '<path d="M76 60l48 20v22l-10-4-10 6V84" opacity=".6"/>'
        '<path d="M100 48c0-14 4-24 14-32"/><path d="M104 36c-10-2-14-8-14-16 10 2 14 8 14 16zM108 28c8 2 14-1 18-8-9-3-15 0-18 8zM114 16c2-6 6-9 12-10-1 6-5 10-12 10z"/>'
        '<path d="M160 40l4 8 8 1-6 6 2 8-8-4-7 4 1-8-6-6 8-1z" opacity=".6"/>'
    ),
    # an empty letter box
    "no-orders": (
        f'<path d="M62 40h56a22 22 0 0 1 22 22v42H62z" {_SOFT}/><path d="M62 40a22 22 0 0 0-22 22v42h44V62a22 22 0 0 0-22-22z"/>'
        '<path d="M52 66h20M94 104v28M106 104v28"/><path d="M140 70h12v-18h10v10h-10"/>' + _GROUND
    ),
    # a heart-shaped leaf in a pot
    "no-favourites": (
        f'<path d="M72 92h56l-7 36a5 5 0 0 1-5 4H84a5 5 0 0 1-5-4z" {_SOFT}/><path d="M66 82h68v10H66z"/>'
        '<path d="M100 82V58"/><path d="M100 58C78 50 76 26 90 24c6 0 9 4 10 8 1-4 4-8 10-8 14 2 12 26-10 34z"/>'
        + _GROUND
    ),
    # a kettle whose plug lies beside it
    "offline": (
        f'<path d="M64 124c-6-40 10-60 36-60s42 20 36 60z" {_SOFT}/><path d="M58 132h84M92 64c0-6 16-6 16 0M100 58v-6"/>'
        '<path d="M67 96L46 76l-6 4 24 34M133 88c20-6 30 12 5 26"/><path d="M74 66c-4-30 56-30 52 0" opacity=".6"/>'
        '<path d="M142 128c16 0 18-12 28-12M170 110v12h8a6 6 0 0 0 0-12zM184 113h6M184 119h6"/>'
    ),
    # a mug in two halves
    "error": (
        f'<path d="M58 60h38l-8 14 10 12-8 14 6 14-6 18H66a8 8 0 0 1-8-8z" {_SOFT}/>'
        f'<path d="M112 56l30 10-12 60a8 8 0 0 1-10 5l-14-5 2-16-8-14 10-12-6-14z" {_SOFT}/>'
        '<path d="M140 74c18-2 24 26-6 34"/><path d="M100 48l2-12M112 46l8-10M90 48l-6-10" opacity=".6"/>'
        + _GROUND
    ),
    # a coat hanger with nothing on it
    "sold-out": (
        '<path d="M28 36h144M44 36v-8M156 36v-8"/><path d="M100 36c8-12 20 4 4 12-5 3-4 8-4 12"/>'
        f'<path d="M100 60l52 32a6 6 0 0 1-3 11H51a6 6 0 0 1-3-11z" {_SOFT}/>'
        '<path d="M134 118l16-6 14 8-8 14-14-2zM150 112l-8-9" opacity=".6"/>'
    ),
    # a letter on its way
    "mail-sent": (
        f'<path d="M48 52h104v72H48z" {_SOFT}/><path d="M48 54l52 40 52-40M48 122l38-36M152 122l-38-36"/>'
        '<path d="M22 72h14M16 90h20M26 108h10" opacity=".6"/>'
    ),
}

MARKS = tuple(_DRAWINGS)


def mark(name: str) -> str:
    """The line drawing of that name as SVG. Raises KeyError when there is none."""
    return f"{_FRAME}{_DRAWINGS[name]}</svg>"
