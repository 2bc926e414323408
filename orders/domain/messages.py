"""Mails about orders: plain facts for the templates, one mail per event."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from notifications.domain import mail
from orders.domain.parcels import parcels_of
from orders.models import Order, OrderState
from shop.base.money import format_minor

PARCEL = "parcel-"
"""Begins what a mail about one parcel is about; the parcel's id follows."""


def send(kind: str, order_id: int, *, about: str = "") -> None:
    """Mail the customer. ``about`` tells apart events that may happen more than once, such as refunds."""
    order = Order.everything.get(pk=order_id)
    key = f"{order.number}-{about}" if about else order.number
    mail.send(
        kind,
        to=order.email,
        key=key,
        context=facts_of(order, parcel_id=_parcel_in(about)),
        user_id=order.user_id,
    )


def _parcel_in(about: str) -> int | None:
    return int(about.removeprefix(PARCEL)) if about.startswith(PARCEL) else None


def facts_of(order: Order, *, parcel_id: int | None = None) -> dict[str, Any]:
    """What the templates may say of an order, as plain data; of its latest parcel unless one is named."""

    def money(minor: int) -> str:
        return format_minor(minor, order.currency)

    shipments = parcels_of(order)
    if parcel_id is not None:
        shipments = shipments.filter(pk=parcel_id)
    shipment = shipments.last()
    return {
        "number": order.number,
        "state": order.state,
        "lines": [
            {
                "name": line.product_name,
                "options": line.label,
                "quantity": line.quantity,
                "total": money(line.total_minor),
            }
            for line in order.lines.all()
        ],
        "subtotal": money(order.subtotal_minor),
        "discount": money(order.discount_minor) if order.discount_minor else "",
        "reduced_by": order.reduced_by,
        "shipping": money(order.shipping_minor),
        "shipping_name": order.shipping_name,
        "tax": money(order.tax_minor),
        "tax_included": order.prices_include_tax,
        "total": money(order.total_minor),
        "refunded": money(order.refunded_minor) if order.refunded_minor else "",
        "address": [
            order.shipping_address[part]
            for part in ("full_name", "line1", "line2", "city", "region", "postcode", "country")
            if order.shipping_address.get(part)
        ],
        "pays_on_delivery": order.pays_on_delivery,
        "carrier": shipment.carrier if shipment else "",
        "parcel": [
            {
                "name": held.line.product_name,
                "options": held.line.label,
                "quantity": held.quantity,
            }
            for held in (shipment.contents.all() if shipment else ())
        ],
        "is_part": order.state == OrderState.PARTLY_SHIPPED,
        "tracking_code": shipment.tracking_code if shipment else "",
        "tracking_url": shipment.tracking_url if shipment else "",
        "link": f"{settings.SITE_URL}{reverse('order-confirmation', args=[order.token])}",
    }
