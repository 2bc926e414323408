"""An order's own page by its unguessable address: paid or not, how it stands, and paying it (again)."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from orders.domain import payments
from orders.gateways.test.gateway import settle
from orders.models import Order, Payment, PaymentState, TrialCharge
from shop.pages import paying
from shop.pages.showing import shown_order

DECISIONS = {"approve": "captured", "decline": "declined"}


@never_cache
def order_page(request: HttpRequest, token: str) -> HttpResponse:
    """The confirmation. Whoever has the address may see it, with an account or without."""
    order = get_object_or_404(Order.objects.with_lines(), token=token)
    context = {
        "order": shown_order(order),
        "standing": paying.standing_of(order),
        "ways": paying.ways_to_pay(),
        "key": paying.new_key(),
    }
    response = render(request, "shop/order/page.html", context)
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@require_POST
def order_pay(request: HttpRequest, token: str) -> HttpResponse:
    """Try to pay an order, another way perhaps."""
    order = get_object_or_404(Order.objects.all(), token=token)
    return paying.begin(request, order, request.POST.get("method", ""), request.POST.get("key", ""))


@never_cache
def test_payment(request: HttpRequest, reference: str) -> HttpResponse:
    """The test gateway's bank asks whether the payment is right, as a real bank would."""
    if "test" not in settings.PAYMENT_GATEWAYS:
        raise Http404
    charge = get_object_or_404(TrialCharge, reference=reference)
    payment = get_object_or_404(
        Payment.objects.select_related("order"), gateway="test", reference=reference
    )
    if request.method == "POST" and request.POST.get("decision") in DECISIONS:
        settle(reference, DECISIONS[request.POST["decision"]])
        payments.resolve(payment)
    elif payment.state == PaymentState.NEEDS_ACTION:
        return render(
            request, "shop/order/test_payment.html", {"charge": charge, "payment": payment}
        )
    return redirect(payment.order)
