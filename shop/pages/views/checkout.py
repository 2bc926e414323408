"""The checkout: one page for guests and customers, from the cart to the paid order."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from activity.domain import events
from activity.domain.visitors import source_of, visitor_of
from activity.models import EventKind
from orders.domain import carts
from orders.domain.carts import CartView
from orders.domain.checkout import ShippingOption, shipping_options
from orders.domain.payments import place_with_payment
from orders.models import Cart, Order, Payment
from shop.base.errors import DomainError
from shop.pages import paying
from shop.pages.basket import cart_of, put_down, shopper_of
from shop.pages.delivery import arrival
from shop.pages.forms.checkout import CheckoutForm
from shop.pages.known import known_address


@never_cache
@require_http_methods(["GET", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """Show the form; on POST place the order and begin its payment, or show what has to be put right.

    A form that is sent again after its cart became an order leads to that order.
    """
    mine = cart_of(request)
    if request.method == "GET":
        return _asked(request, mine) if mine else redirect("cart")
    if order := _placed_before(request, mine):
        typed = request.POST
        return paying.begin(request, order, typed.get("method", ""), typed.get("key", ""))
    return _sent(request, mine) if mine else redirect("cart")


def _asked(request: HttpRequest, mine: Cart) -> HttpResponse:
    """The form, with what is known of the shopper filled in."""
    events.record(EventKind.CHECKOUT, **source_of(request)._asdict())
    known = _known(request, mine)
    form = CheckoutForm(country=known["country"], initial=known)
    return _page(request, mine, form, known["country"])


def _sent(request: HttpRequest, mine: Cart) -> HttpResponse:
    """The order, or the form with what has to be put right."""
    country = request.POST.get("country", "")
    if "update" in request.POST:
        form = CheckoutForm(country=country, initial=request.POST.dict())
        return _page(request, mine, form, country, request.POST.get("shipping_code", ""))
    form = CheckoutForm(request.POST, country=country)
    placed = _placed(request, mine, form) if form.is_valid() else None
    if placed is None:
        return _page(request, mine, form, country, request.POST.get("shipping_code", ""))
    order, payment = placed
    if payment:
        response = paying.ask_for(request, order, payment)
    else:
        chosen = form.cleaned_data
        response = paying.begin(request, order, chosen["method"], chosen["key"])
    put_down(response)
    return response


def _placed(
    request: HttpRequest, mine: Cart, form: CheckoutForm
) -> tuple[Order, Payment | None] | None:
    """The order with its payment; None when a rule refused it, which the form then says."""
    try:
        return place_with_payment(
            mine,
            form.details(),
            form.cleaned_data["method"],
            idempotency_key=form.cleaned_data["key"],
            user=shopper_of(request),
            visitor=visitor_of(request),
        )
    except DomainError as refused:
        form.refuse(refused)
        return None


def _placed_before(request: HttpRequest, mine: Cart | None) -> Order | None:
    """The order that the form's cart has become already: a second click, or a step back in the browser."""
    token = request.POST.get("cart", "")
    if mine and token == str(mine.token):
        return None
    try:
        found = Order.objects.filter(cart__token=UUID(token), cart__user=shopper_of(request))
    except ValueError:
        return None
    return found.first()


def _known(request: HttpRequest, mine: Cart) -> dict[str, Any]:
    """What the form starts with: the customer's own address, and the hidden keys."""
    shopper = shopper_of(request)
    known: dict[str, Any] = {"cart": mine.token, "key": paying.new_key()}
    if shopper:
        known |= {"email": shopper.email, "full_name": shopper.full_name}
        known |= known_address(shopper) or {}
    return {"country": settings.SHOP_COUNTRY, **known}


def _page(
    request: HttpRequest, mine: Cart, form: CheckoutForm, country: str, shipping_code: str = ""
) -> HttpResponse:
    """The checkout, priced for the country and the delivery that are chosen so far."""
    view = carts.view(mine, country=country, shipping_code=shipping_code)
    if view.is_empty:
        return redirect("cart")
    if view.rate is None and shipping_code:
        # A way of delivery that the new country does not have gives way to its first.
        view = carts.view(mine, country=country)
    form.offer_countries()
    context = {
        "form": form,
        "cart": view,
        "options": _options(view),
        "ways": paying.ways_to_pay(),
        "prices_include_tax": settings.PRICES_INCLUDE_TAX,
    }
    return render(request, "shop/checkout/page.html", context)


def _options(view: CartView) -> tuple[tuple[ShippingOption, tuple[date, date]], ...]:
    """The ways of delivery, each with the days between which it comes."""
    today = timezone.localdate()
    return tuple(
        (option, arrival(today, option.rate.days_least, option.rate.days_most))
        for option in shipping_options(view)
    )
