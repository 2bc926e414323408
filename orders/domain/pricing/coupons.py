"""Promotions: which of them apply, in which order, what they take off which line, and why others do not."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orders.domain.pricing.reductions import parts_off
from orders.domain.pricing.snapshot import CouponTerms, Priced, Snapshot, TraceStep
from shop.base.money import format_minor

IN_A_CURRENCY = frozenset({"amount", "bundle", "tiered"})
REFUSED = "coupon_refused"


@dataclass(slots=True)
class Reductions:
    """What all promotions together take off each item, who pays for the delivery, and the reasons."""

    parts: list[int]
    steps: list[TraceStep] = field(default_factory=list)
    free_delivery: str = ""
    # The words of what was applied, by its exclusive group.
    groups: dict[str, str] = field(default_factory=dict)

    @property
    def total_minor(self) -> int:
        return sum(self.parts)


def objection_to(snapshot: Snapshot, coupon: CouponTerms) -> str:
    """Why the promotion does not apply to this cart now, in words; empty when it does."""
    return _not_valid(snapshot, coupon) or _too_little(snapshot, coupon)


def refusal_in(priced: Priced) -> str:
    """Why the code takes nothing off, in words; empty when it does, or when there is none."""
    return next((step.words for step in priced.trace if step.code == REFUSED), "")


def discounts(snapshot: Snapshot) -> Reductions:
    """What the promotions take off each item, one after the other by priority, and the reasons.

    Each one works on what those before it left; of an exclusive group only the first that applies counts.
    """
    found = Reductions([0] * len(snapshot.items))
    if not snapshot.items:
        return found
    first = [snapshot.coupon] if snapshot.coupon else []
    terms = [*snapshot.automatic, *first, *snapshot.more_coupons]
    for one in sorted(terms, key=lambda one: (one.priority, one.code)):
        _apply(one, snapshot, found)
    return found


def _apply(terms: CouponTerms, snapshot: Snapshot, found: Reductions) -> None:
    objection = objection_to(snapshot, terms) or _beaten(terms, found)
    parts = [0] * len(snapshot.items)
    if not objection and terms.kind != "free_shipping":
        left = [
            item.gross_minor - off for item, off in zip(snapshot.items, found.parts, strict=True)
        ]
        parts = parts_off(terms, snapshot.items, left)
        objection = "" if any(parts) else _nothing(terms)
    if objection:
        code = "promotion_skipped" if terms.is_automatic else REFUSED
        found.steps.append(TraceStep(code, objection))
        return
    found.parts = [before + part for before, part in zip(found.parts, parts, strict=True)]
    if terms.exclusive_group:
        found.groups[terms.exclusive_group] = terms.words
    if terms.kind == "free_shipping":
        found.free_delivery = found.free_delivery or terms.words
    else:
        code = "promotion" if terms.is_automatic else "coupon"
        found.steps.append(TraceStep(code, terms.words, -sum(parts)))


def _not_valid(snapshot: Snapshot, terms: CouponTerms) -> str:
    name = {"code": terms.words}
    if not terms.is_active:
        return _("%(code)s is not valid.") % name
    if terms.starts_at and snapshot.at < terms.starts_at:
        return _("%(code)s is not valid yet.") % name
    if terms.ends_at and snapshot.at >= terms.ends_at:
        return _("%(code)s has expired.") % name
    if terms.group_ids and not terms.group_ids & snapshot.customer_groups:
        return _("%(code)s is for certain customers. Sign in if you are one of them.") % name
    if terms.is_used_up:
        return _("%(code)s has been used up.") % name
    if terms.currency != snapshot.currency and (terms.kind in IN_A_CURRENCY or terms.minimum_minor):
        return _("%(code)s is for another currency.") % name
    return ""


def _too_little(snapshot: Snapshot, terms: CouponTerms) -> str:
    covered = [item for item in snapshot.items if terms.covers(item)]
    if not covered:
        return _("%(code)s is for other things than those in the cart.") % {"code": terms.words}
    subtotal = sum(item.gross_minor for item in snapshot.items if not item.is_gift_card)
    least = terms.minimum_minor
    if subtotal < least:
        missing = format_minor(least - subtotal, snapshot.currency)
        return _("Add %(amount)s more to use this: %(code)s.") % {
            "amount": missing,
            "code": terms.words,
        }
    missing_pieces = terms.pieces - sum(item.quantity for item in covered)
    if missing_pieces > 0:
        words = ngettext(
            "Add %(count)d more piece to use this: %(code)s.",
            "Add %(count)d more pieces to use this: %(code)s.",
            missing_pieces,
        )
        return words % {"count": missing_pieces, "code": terms.words}
    return ""


def _beaten(terms: CouponTerms, found: Reductions) -> str:
    other = found.groups.get(terms.exclusive_group) if terms.exclusive_group else None
    if other is None:
        return ""
    return _("%(code)s cannot be combined with this: %(other)s.") % {
        "code": terms.words,
        "other": other,
    }


def _nothing(terms: CouponTerms) -> str:
    return _("%(code)s takes nothing off this cart.") % {"code": terms.words}
