"""What a picture is drawn from."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Look:
    """How one variant of a good looks. Colours and tints are names of the palette.

    ``form`` chooses between the shapes of a kind, ``pattern`` between its decorations (a kind
    draws what it does not know as plain), ``high`` and ``wide`` stretch it (about 0.8 to 1.25),
    ``words`` are the few capitals on a label or cover, ``seed`` scatters speckles and leaves.
    """

    colour: str = "bottle"
    accent: str = "oat"
    tint: str = "sand"
    form: str = ""
    pattern: str = ""
    high: float = 1.0
    wide: float = 1.0
    words: str = ""
    seed: int = 1

    def but(self, **changes: str | float) -> "Look":
        """The same look with some things changed."""
        return replace(self, **changes)  # type: ignore[arg-type]  # replace() checks the names


@dataclass(frozen=True, slots=True)
class View:
    """From where a good is seen.

    ``pitch`` is how far the camera looks down and ``yaw`` how far the good is turned, in
    degrees. ``zoom`` and ``at`` (on the 800-unit sheet) bring a detail close. ``name`` says
    what the view shows; a kind may draw a view such as "pair" in its own way. ``flat`` views
    lie on the table, seen from straight above.
    """

    name: str = "front"
    pitch: float = 14.0
    yaw: float = 0.0
    zoom: float = 1.0
    at: tuple[float, float] = (400.0, 400.0)
    flat: bool = False
