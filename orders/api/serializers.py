"""Shapes of carts, orders and payments: listed fields, no queries of their own."""

from collections import Counter
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from orders.domain.checkout import CheckoutDetails
from orders.models import Order, OrderLine, ParcelLine, Payment, Shipment, TimelineEntry
from orders.validators import PostalAddress
from shop.base.money import format_minor

STEPS = ["paid", "shipped", "delivered", "cancelled", "refunded"]


def money(amount_minor: int, currency: str) -> dict[str, Any]:
    """The API's form of an amount."""
    shown = format_minor(amount_minor, currency)
    return {"amount_minor": amount_minor, "currency": currency, "shown": shown}


class AmountSerializer(serializers.Serializer[Any]):
    """An amount in minor units with its currency, and as people read it."""

    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()
    shown = serializers.CharField()


class PostalAddressSerializer(serializers.Serializer[Any]):
    """A postal address. The postcode is checked by the country's form."""

    full_name = serializers.CharField(max_length=150)
    line1 = serializers.CharField(max_length=200)
    line2 = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    city = serializers.CharField(max_length=100)
    region = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
    postcode = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")
    country = serializers.CharField(min_length=2, max_length=2)
    phone = serializers.CharField(max_length=30, required=False, allow_blank=True, default="")


class CartLineInput(serializers.Serializer[Any]):
    """A variant and how many of it."""

    variant = serializers.IntegerField(min_value=1, max_value=2**62)
    quantity = serializers.IntegerField(min_value=-(2**62), max_value=2**62, default=1)


class QuantityInput(serializers.Serializer[Any]):
    """How many; 0 takes the line out."""

    quantity = serializers.IntegerField(min_value=-(2**62), max_value=2**62)


class CouponInput(serializers.Serializer[Any]):
    """A code."""

    code = serializers.CharField(max_length=40)


class GiftCardInput(serializers.Serializer[Any]):
    """The code of a gift card."""

    code = serializers.CharField(max_length=40)


class GiftCardSerializer(serializers.Serializer[Any]):
    """What is left on a gift card."""

    hint = serializers.CharField(help_text="The last four letters of its code.")
    balance = serializers.SerializerMethodField()
    expires_at = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(AmountSerializer)
    def get_balance(self, card: Any) -> Any:
        return money(card.balance_minor, card.currency)


class CartLineSerializer(serializers.Serializer[Any]):
    """A line of a cart as it is now."""

    variant = serializers.IntegerField(source="variant.id")
    sku = serializers.CharField(source="variant.sku")
    name = serializers.CharField(source="variant.name")
    quantity = serializers.IntegerField()
    unit_price = serializers.SerializerMethodField()
    total = serializers.SerializerMethodField()
    available = serializers.IntegerField(source="variant.available", allow_null=True)
    problem = serializers.CharField()
    words = serializers.CharField()

    @extend_schema_field(AmountSerializer)
    def get_unit_price(self, line: Any) -> Any:
        return money(line.variant.price_minor, line.variant.currency)

    @extend_schema_field(AmountSerializer)
    def get_total(self, line: Any) -> Any:
        return money(line.total_minor, line.variant.currency)


class TraceSerializer(serializers.Serializer[Any]):
    """One reason for the total."""

    code = serializers.CharField()
    words = serializers.CharField()
    amount_minor = serializers.IntegerField()


class CartSerializer(serializers.Serializer[Any]):
    """A cart as it is now, priced, with the reason for each part. Keep the token of an anonymous cart."""

    token = serializers.UUIDField(source="cart.token")
    lines = CartLineSerializer(many=True)
    subtotal = serializers.SerializerMethodField()
    discount = serializers.SerializerMethodField()
    total = serializers.SerializerMethodField()
    coupon = serializers.CharField(source="coupon_code")
    coupon_problem = serializers.CharField()
    trace = TraceSerializer(source="priced.trace", many=True)
    gift_card = serializers.CharField(source="gift_card.hint", default="")
    paid_by_gift_card = serializers.SerializerMethodField()
    due = serializers.SerializerMethodField()

    @extend_schema_field(AmountSerializer)
    def get_paid_by_gift_card(self, view: Any) -> Any:
        return money(view.gift_minor, view.currency)

    @extend_schema_field(AmountSerializer)
    def get_due(self, view: Any) -> Any:
        return money(view.due_minor, view.currency)

    @extend_schema_field(AmountSerializer)
    def get_subtotal(self, view: Any) -> Any:
        return money(view.priced.subtotal_minor, view.currency)

    @extend_schema_field(AmountSerializer)
    def get_discount(self, view: Any) -> Any:
        return money(view.priced.discount_minor, view.currency)

    @extend_schema_field(AmountSerializer)
    def get_total(self, view: Any) -> Any:
        return money(view.priced.total_minor, view.currency)


class ShippingOptionSerializer(serializers.Serializer[Any]):
    """A way of delivery for the cart."""

    code = serializers.CharField(source="rate.code")
    name = serializers.CharField(source="rate.name")
    price = serializers.SerializerMethodField()
    days_least = serializers.IntegerField(source="rate.days_least")
    days_most = serializers.IntegerField(source="rate.days_most")

    @extend_schema_field(AmountSerializer)
    def get_price(self, option: Any) -> Any:
        return money(option.price_minor, option.currency)


class CheckoutInput(serializers.Serializer[Any]):
    """What turns the cart into an order."""

    email = serializers.EmailField(max_length=254)
    shipping_address = PostalAddressSerializer()
    billing_address = PostalAddressSerializer(required=False, allow_null=True)
    shipping_code = serializers.CharField(max_length=40)
    terms_accepted = serializers.BooleanField()
    note = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")

    def details(self) -> CheckoutDetails:
        """The validated input as the domain takes it."""
        data = dict(self.validated_data)
        billing = data.pop("billing_address", None)
        return CheckoutDetails(
            **{
                **data,
                "shipping_address": PostalAddress(**data["shipping_address"]),
                "billing_address": PostalAddress(**billing) if billing else None,
            }
        )


class PaymentInput(serializers.Serializer[Any]):
    """How to pay, such as "test:approve" or "manual:bank_transfer"."""

    method = serializers.CharField(max_length=60)


class StatusInput(serializers.Serializer[Any]):
    """A step of the order: which one, and what belongs to it."""

    status = serializers.ChoiceField(choices=STEPS)
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    carrier = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    tracking_code = serializers.CharField(
        max_length=80, required=False, allow_blank=True, default=""
    )


class ParcelPieceInput(serializers.Serializer[Any]):
    """Pieces of one line for a parcel."""

    line = serializers.IntegerField(min_value=1)
    quantity = serializers.IntegerField(min_value=1)


class ParcelInput(serializers.Serializer[Any]):
    """A parcel that left. Without ``lines`` it holds all that was left to send."""

    lines = ParcelPieceInput(many=True, required=False, allow_null=True, default=None)
    carrier = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    tracking_code = serializers.CharField(
        max_length=80, required=False, allow_blank=True, default=""
    )
    tracking_url = serializers.URLField(
        max_length=200, required=False, allow_blank=True, default=""
    )

    def parcel(self) -> dict[str, Any]:
        """The validated input as the domain takes it; a line that is named twice counts with both."""
        data = dict(self.validated_data)
        pieces = data.pop("lines")
        if pieces is None:
            return data
        quantities: Counter[int] = Counter()
        for piece in pieces:
            quantities[piece["line"]] += piece["quantity"]
        return {**data, "quantities": quantities}


class ParcelLineSerializer(serializers.ModelSerializer[ParcelLine]):
    """How many pieces of a line a parcel holds."""

    class Meta:
        model = ParcelLine
        fields = ["line", "quantity"]


class ParcelSerializer(serializers.ModelSerializer[Shipment]):
    """A parcel: what is in it, and how to follow it."""

    lines = ParcelLineSerializer(many=True, read_only=True, source="contents")

    class Meta:
        model = Shipment
        fields = ["id", "carrier", "tracking_code", "tracking_url", "shipped_at", "lines"]


class OrderLineSerializer(serializers.ModelSerializer[OrderLine]):
    """A line with what its price rested on."""

    class Meta:
        model = OrderLine
        fields = [
            "id", "variant", "product_name", "sku", "options", "quantity", "unit_price_minor", "discount_minor",
            "tax_rate_basis_points", "tax_minor", "total_minor",
        ]  # fmt: skip


class TimelineSerializer(serializers.ModelSerializer[TimelineEntry]):
    """What happened to an order."""

    class Meta:
        model = TimelineEntry
        fields = ["kind", "at", "message"]


class PaymentSerializer(serializers.ModelSerializer[Payment]):
    """A payment. ``next_action`` says what the customer must do, when there is something."""

    class Meta:
        model = Payment
        fields = [
            "id", "gateway", "method", "state", "currency", "amount_minor", "captured_minor", "refunded_minor",
            "next_action", "failure", "created_at",
        ]  # fmt: skip


class OrderBriefSerializer(serializers.ModelSerializer[Order]):
    """An order as lists show it."""

    class Meta:
        model = Order
        fields = [
            "id", "number", "state", "email", "currency", "total_minor", "paid_minor", "refunded_minor", "placed_at",
        ]  # fmt: skip


class OrderSerializer(serializers.ModelSerializer[Order]):
    """An order with everything about it. Amounts are minor units of its currency."""

    lines = OrderLineSerializer(many=True, read_only=True)
    payments = PaymentSerializer(many=True, read_only=True)
    parcels = ParcelSerializer(many=True, read_only=True, source="shipments")
    timeline = TimelineSerializer(many=True, read_only=True, source="public_timeline")

    class Meta:
        model = Order
        fields = [
            "id", "number", "token", "state", "email", "currency", "prices_include_tax", "subtotal_minor",
            "discount_minor", "shipping_minor", "tax_minor", "total_minor", "paid_minor", "refunded_minor",
            "shipping_name", "shipping_address", "billing_address", "note", "trace", "placed_at", "pay_by", "paid_at",
            "lines", "payments", "parcels", "timeline",
        ]  # fmt: skip
