"""Coupons: whether one applies, and what it takes off which line."""

from django.utils.translation import gettext as _

from orders.domain.pricing.snapshot import CouponTerms, Snapshot, TraceStep
from shop.base.money import allocate, format_minor, share_of


def objection_to(snapshot: Snapshot, coupon: CouponTerms) -> str:
    """Why the coupon does not apply to this cart now, in words; empty when it does."""
    subtotal = sum(item.gross_minor for item in snapshot.items)
    if not coupon.is_active:
        return _("The code %(code)s is not valid.") % {"code": coupon.code}
    if coupon.starts_at and snapshot.at < coupon.starts_at:
        return _("The code %(code)s is not valid yet.") % {"code": coupon.code}
    if coupon.ends_at and snapshot.at >= coupon.ends_at:
        return _("The code %(code)s has expired.") % {"code": coupon.code}
    if coupon.is_used_up:
        return _("The code %(code)s has been used up.") % {"code": coupon.code}
    if coupon.kind == "amount" and coupon.currency != snapshot.currency:
        return _("The code %(code)s is for another currency.") % {"code": coupon.code}
    if subtotal < coupon.minimum_minor:
        missing = format_minor(coupon.minimum_minor - subtotal, snapshot.currency)
        return _("Add %(amount)s more to use the code %(code)s.") % {
            "amount": missing,
            "code": coupon.code,
        }
    return ""


def discounts(snapshot: Snapshot) -> tuple[list[int], list[TraceStep]]:
    """What the coupon takes off each item, spread to the penny, and the reason."""
    nothing = [0] * len(snapshot.items)
    coupon = snapshot.coupon
    if coupon is None or not snapshot.items:
        return nothing, []
    objection = objection_to(snapshot, coupon)
    if objection:
        return nothing, [TraceStep("coupon_refused", objection)]
    off = _amount_off(snapshot, coupon)
    if not off:
        return nothing, []
    words = _("Code %(code)s") % {"code": coupon.code}
    parts = allocate(off, [item.gross_minor for item in snapshot.items])
    return parts, [TraceStep("coupon", words, -off)]


def frees_shipping(snapshot: Snapshot) -> bool:
    """Whether the coupon pays for the delivery."""
    coupon = snapshot.coupon
    return (
        coupon is not None and coupon.kind == "free_shipping" and not objection_to(snapshot, coupon)
    )


def _amount_off(snapshot: Snapshot, coupon: CouponTerms) -> int:
    subtotal = sum(item.gross_minor for item in snapshot.items)
    if coupon.kind == "percent":
        return min(share_of(subtotal, coupon.value), subtotal)
    if coupon.kind == "amount":
        return min(coupon.value, subtotal)
    return 0
