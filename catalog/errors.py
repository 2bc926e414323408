"""Refusals of the room, each with a stable code."""

from typing import Any

from django.utils.translation import gettext as _

from shop.base.errors import DomainError, InvalidInput


class OutOfStock(DomainError):
    """Fewer are left than were asked for. ``available`` is what could be had."""

    code = "out_of_stock"

    def __init__(self, variant_id: int, wanted: int, available: int, *, name: str = "") -> None:
        self.variant_id, self.wanted, self.available = variant_id, wanted, available
        what = name or _("this choice")
        message = (
            _("Only %(left)d of %(what)s are left.") % {"left": available, "what": what}
            if available
            else _("%(what)s is sold out.") % {"what": what}
        )
        extra: dict[str, Any] = {"variant": variant_id, "wanted": wanted, "available": available}
        super().__init__(message, extra=extra)


class NotForSale(DomainError):
    """The variant does not exist or is not on sale (any more)."""

    code = "not_for_sale"

    def __init__(self, variant_id: int) -> None:
        self.variant_id = variant_id
        super().__init__(
            _("This product is no longer on sale. Remove it to go on."),
            extra={"variant": variant_id},
        )


class UnusablePicture(InvalidInput):
    """The uploaded file is not a picture that the shop takes."""

    code = "unusable_picture"


class SkuTaken(DomainError):
    """Another product has a variant with this SKU."""

    code = "sku_taken"


class SlugTaken(DomainError):
    """Another product or category has this address."""

    code = "slug_taken"


class Twins(InvalidInput):
    """Two variants of a product offer the same choices."""

    code = "twin_variants"


class AlreadyReviewed(DomainError):
    """One person says one thing about one product."""

    code = "already_reviewed"


class AlreadyBooked(DomainError):
    """The same form was sent before, with another movement in it."""

    code = "already_booked"


class WouldLoop(InvalidInput):
    """A category cannot stand below itself."""

    code = "would_loop"


class CategoryInUse(DomainError):
    """A category with products or sub-categories can be hidden, not deleted."""

    code = "category_in_use"


class CannotComeBack(DomainError):
    """What was put away clashes with what has taken its place since."""

    code = "cannot_come_back"
