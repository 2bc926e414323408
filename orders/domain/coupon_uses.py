"""Uses of a code: counted once per order within its limits, each by one conditional write, and given back."""

from collections.abc import Sequence

from django.db.models import F, Q
from django.utils.translation import gettext as _

from accounts.models import User
from orders.errors import CouponRefused
from orders.models import Coupon, CouponUse, Order, OrderCoupon, OrderState
from shop.base import prepared

# Nothing comes back when the customer has used it as often as they may.
COUNT_USE = """
    INSERT INTO orders_couponuse (coupon_id, customer, count) VALUES (%s, %s, 1)
    ON CONFLICT (coupon_id, customer)
    DO UPDATE SET count = orders_couponuse.count + 1 WHERE orders_couponuse.count < %s
    RETURNING count
"""


def use_coupons(coupons: Sequence[Coupon], order: Order, user: User | None) -> None:
    """Count one use of each code, the first of which stands on the order. Raises CouponRefused beyond the limits.

    In the order of their keys, so that two orders never wait for each other in a circle.
    """
    OrderCoupon.objects.bulk_create(
        OrderCoupon(order=order, coupon=coupon) for coupon in coupons[1:]
    )
    for coupon in sorted(coupons, key=lambda coupon: coupon.pk):
        use_coupon(coupon, order, user)


def use_coupon(coupon: Coupon, order: Order, user: User | None) -> None:
    """Count one use within every limit: the last use goes to one order. Raises CouponRefused beyond them.

    The order is written already. Rows of customers are taken in the order of their keys, before the coupon's own, so
    that two orders never wait for each other in a circle.
    """
    if coupon.first_order_only and _has_ordered(order, user):
        raise CouponRefused(
            _("The code %(code)s is for a first order.") % {"code": coupon.code}, field="code"
        )
    limit = 1 if coupon.first_order_only else coupon.customer_limit
    if limit is not None:
        _use_as_customer(coupon, order, limit)
    used = Coupon.objects.filter(
        within_the_limit(),
        pk=coupon.pk,
        is_active=True,
    ).update(used_count=F("used_count") + 1)
    if not used:
        raise CouponRefused(_("The code has just been used up."), field="code")


def within_the_limit() -> Q:
    """The condition in the write that counts a use: one is left."""
    return Q(usage_limit__isnull=True) | Q(used_count__lt=F("usage_limit"))


def give_back(order: Order) -> None:
    """The order came to nothing: its uses of codes are free again. Runs once, in the step that ends the order."""
    if order.coupon_id is None:
        return
    customers = sorted(customers_of(order))
    more = OrderCoupon.objects.filter(order=order).values_list("coupon_id", flat=True)
    for coupon_id in sorted([order.coupon_id, *more]):
        for customer in customers:
            CouponUse.objects.filter(coupon_id=coupon_id, customer=customer, count__gt=0).update(
                count=F("count") - 1
            )
        Coupon.objects.filter(pk=coupon_id, used_count__gt=0).update(used_count=F("used_count") - 1)


def customers_of(order: Order) -> list[str]:
    """Who placed the order, as the limits know them: by email address, and by account when there is one."""
    known = [f"email:{order.email.lower()}"]
    if order.user_id:
        known.append(f"user:{order.user_id}")
    return known


def _use_as_customer(coupon: Coupon, order: Order, limit: int) -> None:
    for customer in sorted(customers_of(order)):
        if limit < 1 or not prepared.run(COUNT_USE, [coupon.pk, customer, limit]):
            raise CouponRefused(
                _("You have used the code %(code)s as often as you can.") % {"code": coupon.code},
                field="code",
            )


def _has_ordered(order: Order, user: User | None) -> bool:
    mine = Q(email=order.email) if user is None else Q(email=order.email) | Q(user=user)
    return (
        Order.everything.filter(mine)
        .exclude(pk=order.pk)
        .exclude(state=OrderState.CANCELLED)
        .exists()
    )
