"""Help and legal pages: short, real, and true to what the shop does."""

from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orders.models import ShippingRate


@dataclass(frozen=True)
class Topic:
    """One page of help."""

    slug: str
    title: str | Promise
    icon: str


TOPICS = {
    topic.slug: topic
    for topic in (
        Topic("delivery", _("Delivery"), "truck"),
        Topic("returns", _("Returns"), "rotate-ccw"),
        Topic("payment", _("Payment"), "credit-card"),
        Topic("contact", _("Talk to us"), "message-circle"),
        Topic("privacy", _("Privacy"), "lock"),
        Topic("terms", _("Terms of sale"), "file-text"),
    )
}


def help_page(request: HttpRequest, topic: str) -> HttpResponse:
    """Show one topic."""
    if topic not in TOPICS:
        raise Http404
    rates = ShippingRate.objects.filter(is_active=True).select_related("zone")
    context = {
        "topic": TOPICS[topic],
        "topics": TOPICS.values(),
        "canonical": request.build_absolute_uri(request.path),
        "email": parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        "prices_include_tax": settings.PRICES_INCLUDE_TAX,
        "returns": reverse("help", args=["returns"]),
        "rates": rates.order_by("zone__priority", "position") if topic == "delivery" else (),
    }
    return render(request, f"shop/help/{topic}.html", context)
