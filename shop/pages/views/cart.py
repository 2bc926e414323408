"""The cart: its page, its drawer, and everything that can be done to it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activity.domain import events
from activity.domain.visitors import source_of, visitor_for
from activity.models import EventKind
from catalog.queries import VariantFacts, variant_facts
from mlbridge.domain import recommend
from orders.domain import carts, gift_cards
from orders.models import Cart, CartLine
from shop.base.addresses import counted_address
from shop.base.errors import DomainError
from shop.pages.basket import cart_of, hand_over, opened_cart
from shop.pages.delivery import on_the_way
from shop.pages.shelves import ProductShelf, fill, plan_of

DRAWER = "drawer"
ON_THE_SHELF = 4
LONGEST_NUMBER = 12


@dataclass(frozen=True)
class Taken:
    """A line that was taken out, so that it can be put back."""

    variant: VariantFacts
    quantity: int


@never_cache
def cart(request: HttpRequest) -> HttpResponse:
    """The cart as a page, or as the drawer when htmx asks for that."""
    taken = _taken(_number(request.GET.get("taken", "")), _number(request.GET.get("quantity", "")))
    return _shown(request, cart_of(request), taken=taken)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put a variant into the cart; a refusal changes nothing and says why."""
    mine = opened_cart(request)
    quantity = _number(request.POST.get("quantity", "1"))
    try:
        line = carts.add(mine, _number(request.POST.get("variant", "")), quantity)
    except DomainError as refused:
        response = _refused(request, mine, refused)
        hand_over(response, mine)
        return response
    response = _done(request, mine, said=_("It is in your cart."))
    hand_over(response, mine)
    _remember_adding(request, response, line, quantity)
    return response


@require_POST
def update(request: HttpRequest) -> HttpResponse:
    """Set a line's quantity to what was typed, or take a ``step`` from it; 0 takes the line out."""
    mine = cart_of(request)
    if mine is None:
        return redirect("cart")
    variant_id = _number(request.POST.get("variant", ""))
    quantity = _number(request.POST.get("quantity", "0")) + _number(request.POST.get("step", "0"))
    taken = _about_to_go(mine, variant_id) if quantity == 0 else None
    try:
        carts.set_quantity(mine, variant_id, quantity)
    except DomainError as refused:
        return _refused(request, mine, refused, back=reverse("cart"))
    return _done(request, mine, taken=taken)


@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """The shopper has seen the changed prices and goes on."""
    mine = cart_of(request)
    if mine:
        carts.accept_prices(mine)
    return redirect("checkout")


@require_POST
def coupon(request: HttpRequest) -> HttpResponse:
    """Use a code, or none."""
    mine = opened_cart(request)
    code = request.POST.get("code", "")
    try:
        if "remove" in request.POST:
            carts.remove_coupon(mine)
        else:
            carts.apply_coupon(mine, code)
    except DomainError as refused:
        response = _shown(request, mine, coupon_typed=code, coupon_error=str(refused))
    else:
        response = redirect("cart")
    hand_over(response, mine)
    return response


@require_POST
def gift_card(request: HttpRequest) -> HttpResponse:
    """Put a gift card into the cart, or take it out."""
    mine = opened_cart(request)
    try:
        if "remove" in request.POST:
            gift_cards.use_none(mine)
        else:
            gift_cards.use(mine, request.POST.get("code", ""), asker=counted_address(request))
    except DomainError as refused:
        response = _shown(request, mine, gift_card_error=str(refused))
    else:
        response = redirect("cart")
    hand_over(response, mine)
    return response


def _shown(request: HttpRequest, mine: Cart | None, **more: Any) -> HttpResponse:
    """The cart as it is now, with the usual delivery at home in its price as an estimate."""
    view = carts.view(mine, country=settings.SHOP_COUNTRY) if mine else None
    context = {"cart": view, "prices_include_tax": settings.PRICES_INCLUDE_TAX, **more}
    is_drawer = request.headers.get("HX-Target") == DRAWER
    if view and not view.is_empty:
        context["free"] = on_the_way(view.priced.subtotal_minor - view.priced.discount_minor)
        context["must_accept"] = _has_only_new_prices(view)
        context["shelf"] = None if is_drawer else _goes_with(view)
    return render(request, f"shop/cart/{'drawer' if is_drawer else 'page'}.html", context)


def _has_only_new_prices(view: carts.CartView) -> bool:
    """Whether the shopper may go on by agreeing; what is sold out has to be taken out first."""
    return bool(view.problems) and {line.problem for line in view.problems} == {"price_changed"}


def _goes_with(view: carts.CartView) -> ProductShelf:
    """What goes with the cart and is not in it."""
    advice = recommend.for_cart([line.variant.product_id for line in view.lines], ON_THE_SHELF)
    return fill([plan_of("with", _("Goes well with it"), advice)], most=ON_THE_SHELF)[0]


def _done(
    request: HttpRequest, mine: Cart, *, said: str = "", taken: Taken | None = None
) -> HttpResponse:
    """Show the cart after a change: the drawer at once, the page by its own address."""
    if request.headers.get("HX-Target") == DRAWER:
        return _shown(request, mine, said=said, taken=taken)
    if said:
        messages.success(request, said)
    query = f"?taken={taken.variant.id}&quantity={taken.quantity}" if taken else ""
    return redirect(f"{reverse('cart')}{query}")


def _refused(
    request: HttpRequest, mine: Cart, refused: DomainError, *, back: str = ""
) -> HttpResponse:
    """Say why not: in the drawer, or where the shopper came from."""
    if request.headers.get("HX-Target") == DRAWER:
        return _shown(request, mine, refusal=str(refused))
    messages.error(request, str(refused))
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()})
    return redirect(back or (came_from if is_ours else "cart"))


def _about_to_go(mine: Cart, variant_id: int) -> Taken | None:
    """A line before it is taken out."""
    quantity = (
        CartLine.objects.filter(cart=mine, variant_id=variant_id)
        .values_list("quantity", flat=True)
        .first()
    )
    return _taken(variant_id, quantity or 0)


def _taken(variant_id: int, quantity: int) -> Taken | None:
    variant = variant_facts([variant_id]).get(variant_id) if quantity > 0 else None
    return Taken(variant, quantity) if variant else None


def _remember_adding(
    request: HttpRequest, response: HttpResponse, line: carts.CartLineView, quantity: int
) -> None:
    """The first thing put into a cart is when a browser gets its number."""
    visitor = visitor_for(request, response)
    events.record(
        EventKind.ADD_TO_CART,
        product_id=line.variant.product_id,
        variant_id=line.variant.id,
        quantity=quantity,
        value_minor=quantity * line.price_seen_minor,
        **source_of(request)._replace(visitor=visitor)._asdict(),
    )


def _number(text: str) -> int:
    """A whole number as typed; 0 for anything else, which every rule of the cart refuses."""
    try:
        return int(text[:LONGEST_NUMBER])
    except ValueError:
        return 0
