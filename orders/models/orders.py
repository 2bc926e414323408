"""Orders: what was bought at which price, in totals that the database itself adds up."""

import uuid
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from shop.base.models import Living, SoftDeleteQuerySet, SoftRecord, keep_history
from shop.base.money import Money


class OrderState(models.TextChoices):
    """Where an order stands. ``orders.states`` says which step leads where."""

    PENDING = "pending", _("Awaiting payment")
    PAID = "paid", _("Paid")
    PARTLY_SHIPPED = "partly", _("Partly shipped")
    SHIPPED = "shipped", _("Shipped")
    DELIVERED = "delivered", _("Delivered")
    CANCELLED = "cancelled", _("Cancelled")
    REFUNDED = "refunded", _("Refunded")


class OrderQuerySet(SoftDeleteQuerySet["Order"]):
    """Orders as their customers and staff ask for them."""

    def visible_to(self, user: User) -> Self:
        """Staff with the permission see all orders; everyone else their own."""
        if user.is_staff and user.has_perm("orders.view_order"):
            return self
        return self.filter(user=user)

    def with_lines(self) -> Self:
        return self.prefetch_related("lines")

    def unpaid(self) -> Self:
        return self.filter(state=OrderState.PENDING)

    def overdue(self) -> Self:
        """Unpaid beyond their time; who pays at the door has no such time."""
        return self.unpaid().filter(pay_by__lte=timezone.now(), pays_on_delivery=False)

    def sold(self) -> Self:
        """Orders that count as sales: paid once, whatever came later but a cancellation."""
        return self.filter(
            state__in=[
                OrderState.PAID,
                OrderState.PARTLY_SHIPPED,
                OrderState.SHIPPED,
                OrderState.DELIVERED,
            ]
        )

    def to_ship(self) -> Self:
        return self.filter(
            Q(state__in=[OrderState.PAID, OrderState.PARTLY_SHIPPED])
            | Q(state=OrderState.PENDING, pays_on_delivery=True)
        )


@keep_history(exclude=["token"])
class Order(SoftRecord):
    """An order. It exists before its payment; ``number`` is what people say, ``token`` what a guest's link carries.

    total = subtotal - discount + shipping, plus the tax when prices exclude it. ``subtotal_minor`` is the sum of the
    lines' ``quantity x unit price``; ``tax_minor`` the tax within or upon the whole, shipping included.
    """

    number = models.CharField(_("number"), max_length=24, unique=True)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("customer"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="orders",
    )
    cart = models.OneToOneField(
        "orders.Cart",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="order",
    )
    visitor = models.UUIDField(_("visitor"), null=True, blank=True, editable=False)
    email = models.EmailField(_("email"))
    state = models.CharField(
        _("state"), max_length=10, choices=OrderState.choices, default=OrderState.PENDING
    )
    currency = models.CharField(_("currency"), max_length=3)
    prices_include_tax = models.BooleanField(_("prices include tax"), default=True)
    subtotal_minor = models.BigIntegerField(_("goods"))
    discount_minor = models.BigIntegerField(_("discount"), default=0)
    shipping_minor = models.BigIntegerField(_("delivery"), default=0)
    tax_minor = models.BigIntegerField(_("tax"), default=0)
    total_minor = models.BigIntegerField(_("total"))
    paid_minor = models.BigIntegerField(_("paid"), default=0, editable=False)
    refunded_minor = models.BigIntegerField(_("refunded"), default=0, editable=False)
    coupon = models.ForeignKey(
        "orders.Coupon",
        verbose_name=_("coupon"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="orders",
    )
    shipping_code = models.CharField(_("delivery code"), max_length=40, blank=True)
    shipping_name = models.CharField(_("delivery by"), max_length=100, blank=True)
    shipping_address = models.JSONField(_("delivery address"), default=dict)
    billing_address = models.JSONField(_("billing address"), default=dict)
    note = models.TextField(_("customer's note"), max_length=1000, blank=True)
    trace = models.JSONField(_("how it was priced"), default=list, editable=False)
    terms_accepted_at = models.DateTimeField(_("terms accepted"), null=True, blank=True)
    pays_on_delivery = models.BooleanField(_("pays on delivery"), default=False)
    placed_at = models.DateTimeField(_("placed"), default=timezone.now)
    pay_by = models.DateTimeField(_("pay by"))
    paid_at = models.DateTimeField(_("paid"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    source = models.CharField(_("came from"), max_length=20, default="shop")
    external_reference = models.CharField(_("number elsewhere"), max_length=64, blank=True)

    objects = Living.from_queryset(OrderQuerySet)()
    everything = OrderQuerySet.as_manager()

    class Meta(SoftRecord.Meta):
        base_manager_name = "everything"
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        permissions = [("refund_order", _("Can refund orders"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "pending",
                        "paid",
                        "partly",
                        "shipped",
                        "delivered",
                        "cancelled",
                        "refunded",
                    ]
                ),
                name="order_state_known",
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="order_currency_is_iso_code"
            ),
            models.CheckConstraint(
                condition=Q(
                    subtotal_minor__gte=0,
                    shipping_minor__gte=0,
                    tax_minor__gte=0,
                    total_minor__gte=0,
                ),
                name="order_amounts_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(
                    discount_minor__gte=0,
                    discount_minor__lte=F("subtotal_minor") + F("shipping_minor"),
                ),
                name="order_discount_within_goods_and_delivery",
            ),
            models.CheckConstraint(
                condition=Q(
                    prices_include_tax=True,
                    total_minor=F("subtotal_minor") - F("discount_minor") + F("shipping_minor"),
                )
                | Q(
                    prices_include_tax=False,
                    total_minor=F("subtotal_minor")
                    - F("discount_minor")
                    + F("shipping_minor")
                    + F("tax_minor"),
                ),
                name="order_total_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0, refunded_minor__lte=F("paid_minor")),
                name="order_refunded_within_paid",
            ),
            models.CheckConstraint(
                condition=Q(paid_minor__gte=0, paid_minor__lte=F("total_minor")),
                name="order_paid_within_total",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["paid", "partly", "shipped", "delivered"])
                | Q(paid_at__isnull=False, paid_minor=F("total_minor"))
                | Q(state="shipped", pays_on_delivery=True),
                name="order_paid_state_means_paid_in_full",
            ),
            models.UniqueConstraint(
                fields=["source", "external_reference"],
                condition=~Q(external_reference=""),
                name="order_once_per_external_reference",
            ),
        ]
        indexes = [
            models.Index(fields=["-placed_at", "-id"], name="order_newest"),
            models.Index(fields=["user", "-placed_at"], name="order_newest_by_customer"),
            models.Index(
                fields=["pay_by"], condition=Q(state="pending"), name="order_unpaid_by_deadline"
            ),
            models.Index(fields=["state", "-placed_at"], name="order_newest_by_state"),
            models.Index(fields=["email"], name="order_by_email"),
            models.Index(Upper(KT("shipping_address__full_name")), name="order_by_name"),
            models.Index(
                fields=["external_reference"],
                condition=~Q(external_reference=""),
                name="order_by_external_reference",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("order-confirmation", args=[self.token])

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)

    @property
    def reduced_by(self) -> str:
        """The promotions that took something off, in words."""
        return ", ".join(
            step["words"] for step in self.trace if step.get("code") in {"coupon", "promotion"}
        )

    @property
    def refundable_minor(self) -> int:
        """What may still be paid back. Before an order is paid in full, what a gift card paid goes back by itself."""
        return self.paid_minor - self.refunded_minor if self.paid_at else 0

    @property
    def due_minor(self) -> int:
        """What is still to be paid."""
        return self.total_minor - self.paid_minor


# On in a transaction that adds up the lines of its orders itself.
ADDED_UP = "shop.lines_are_added_up"
LINES_MATCH_ORDER = """
    PERFORM 1 FROM orders_order o
    WHERE o.id = {order_id}
      AND o.subtotal_minor IS DISTINCT FROM
          (SELECT coalesce(sum(l.quantity * l.unit_price_minor), 0) FROM orders_orderline l WHERE l.order_id = o.id);
    IF FOUND THEN
        RAISE EXCEPTION 'The lines of the order do not add up to its subtotal.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'order_subtotal_is_sum_of_lines';
    END IF;
    RETURN NULL;
"""


class OrderLine(models.Model):
    """What was bought, with everything that the price and the tax rested on as it was at that moment."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(
        "catalog.Variant",
        verbose_name=_("variant"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="order_lines",
    )
    product_name = models.CharField(_("product"), max_length=200)
    sku = models.CharField(_("SKU"), max_length=64)
    options = models.JSONField(_("choices"), default=dict, blank=True)
    quantity = models.PositiveIntegerField(_("quantity"))
    unit_price_minor = models.BigIntegerField(_("unit price"))
    discount_minor = models.BigIntegerField(_("discount"), default=0)
    tax_class = models.CharField(_("tax class"), max_length=10)
    tax_rate_basis_points = models.PositiveIntegerField(_("tax rate"), default=0)
    tax_minor = models.BigIntegerField(_("tax"), default=0)
    total_minor = models.BigIntegerField(_("total"))

    class Meta:
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0), name="order_line_quantity_positive"
            ),
            models.CheckConstraint(
                condition=Q(unit_price_minor__gte=0, tax_minor__gte=0),
                name="order_line_amounts_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(
                    discount_minor__gte=0, discount_minor__lte=F("quantity") * F("unit_price_minor")
                ),
                name="order_line_discount_within_price",
            ),
            models.CheckConstraint(
                condition=Q(
                    total_minor=F("quantity") * F("unit_price_minor") - F("discount_minor")
                ),
                name="order_line_total_adds_up",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="lines_match_order",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                # Asked before the trigger is called: orders.domain.bulk adds up whole batches itself.
                condition=pgtrigger.Condition(
                    f"current_setting('{ADDED_UP}', true) IS DISTINCT FROM 'on'"
                ),
                func=LINES_MATCH_ORDER.format(order_id="COALESCE(NEW.order_id, OLD.order_id)"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_name}"

    @property
    def label(self) -> str:
        """Its choices in words."""
        return ", ".join(str(choice) for choice in self.options.values())


class TimelineEntry(models.Model):
    """One entry of an order's timeline: what happened, when, by whom."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="timeline")
    kind = models.CharField(_("what"), max_length=40)
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    message = models.CharField(_("in words"), max_length=300)
    data: models.JSONField[Any, Any] = models.JSONField(_("details"), default=dict, blank=True)
    is_public = models.BooleanField(_("shown to the customer"), default=True)

    class Meta:
        verbose_name = _("timeline entry")
        verbose_name_plural = _("timeline")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["order", "at"], name="timeline_by_order")]

    def __str__(self) -> str:
        return self.message
