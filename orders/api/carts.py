"""The cart for programs: the signed-in person's, or an anonymous one named by ``X-Cart-Token``."""

import re

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from orders.api.serializers import (
    CartLineInput,
    CartSerializer,
    CouponInput,
    GiftCardInput,
    GiftCardSerializer,
    QuantityInput,
    ShippingOptionSerializer,
)
from orders.domain import carts, gift_cards
from orders.domain.checkout import shipping_options
from orders.models import Cart
from shop.base.addresses import counted_address
from shop.base.api.schema import ANYONE

CART_HEADER = "X-Cart-Token"
COUNTRY = re.compile("[A-Z]{2}")
CART_PARAMETER = OpenApiParameter(
    CART_HEADER,
    str,
    OpenApiParameter.HEADER,
    description="Token of an anonymous cart, from its first answer.",
)


def person(request: Request) -> User | None:
    """The signed-in person, or None."""
    return request.user if isinstance(request.user, User) else None


def cart_of(request: Request) -> Cart:
    """The caller's open cart, made when there is none."""
    return carts.open_cart(request.headers.get(CART_HEADER), person(request))


class CartView(APIView):
    """The cart as it is now."""

    permission_classes = [AllowAny]

    @extend_schema(
        summary="The cart", parameters=[CART_PARAMETER], responses=CartSerializer, auth=ANYONE
    )
    def get(self, request: Request) -> Response:
        return answer(cart_of(request))


class CartLinesView(APIView):
    """Putting things in."""

    permission_classes = [AllowAny]

    @extend_schema(
        summary="Add to the cart",
        parameters=[CART_PARAMETER],
        request=CartLineInput,
        responses={201: CartSerializer},
        auth=ANYONE,
    )
    def post(self, request: Request) -> Response:
        data = CartLineInput(data=request.data)
        data.is_valid(raise_exception=True)
        cart = cart_of(request)
        carts.add(cart, data.validated_data["variant"], data.validated_data["quantity"])
        return answer(cart, status=201)


class CartLineView(APIView):
    """Changing a line, and taking it out."""

    permission_classes = [AllowAny]

    @extend_schema(
        summary="Change a quantity",
        parameters=[CART_PARAMETER],
        request=QuantityInput,
        responses=CartSerializer,
        auth=ANYONE,
    )
    def patch(self, request: Request, variant_id: int) -> Response:
        data = QuantityInput(data=request.data)
        data.is_valid(raise_exception=True)
        cart = cart_of(request)
        carts.set_quantity(cart, variant_id, data.validated_data["quantity"])
        return answer(cart)

    @extend_schema(
        summary="Take a line out",
        parameters=[CART_PARAMETER],
        responses={200: CartSerializer},
        auth=ANYONE,
    )
    def delete(self, request: Request, variant_id: int) -> Response:
        cart = cart_of(request)
        carts.set_quantity(cart, variant_id, 0)
        return answer(cart)


class CartCouponView(APIView):
    """Using a code."""

    permission_classes = [AllowAny]

    @extend_schema(
        summary="Use a code",
        parameters=[CART_PARAMETER],
        request=CouponInput,
        responses=CartSerializer,
        auth=ANYONE,
    )
    def post(self, request: Request) -> Response:
        data = CouponInput(data=request.data)
        data.is_valid(raise_exception=True)
        cart = cart_of(request)
        carts.apply_coupon(cart, data.validated_data["code"])
        return answer(cart)

    @extend_schema(
        summary="Use no code",
        parameters=[CART_PARAMETER],
        responses={200: CartSerializer},
        auth=ANYONE,
    )
    def delete(self, request: Request) -> Response:
        cart = cart_of(request)
        carts.remove_coupon(cart)
        return answer(cart)


class CartGiftCardView(APIView):
    """Paying with a gift card. It is spent when the order is placed; another way pays what it leaves."""

    permission_classes = [AllowAny]

    @extend_schema(
        summary="Use a gift card",
        parameters=[CART_PARAMETER],
        request=GiftCardInput,
        responses=CartSerializer,
        auth=ANYONE,
    )
    def post(self, request: Request) -> Response:
        data = GiftCardInput(data=request.data)
        data.is_valid(raise_exception=True)
        cart = cart_of(request)
        gift_cards.use(cart, data.validated_data["code"], asker=counted_address(request))
        return answer(cart)

    @extend_schema(
        summary="Use no gift card",
        parameters=[CART_PARAMETER],
        responses={200: CartSerializer},
        auth=ANYONE,
    )
    def delete(self, request: Request) -> Response:
        cart = cart_of(request)
        gift_cards.use_none(cart)
        return answer(cart)


class GiftCardBalanceView(APIView):
    """What is left on a gift card. Wrong codes are counted: after ten in an hour an address has to wait."""

    permission_classes = [AllowAny]

    @extend_schema(
        summary="Look up a gift card",
        request=GiftCardInput,
        responses=GiftCardSerializer,
        auth=ANYONE,
    )
    def post(self, request: Request) -> Response:
        data = GiftCardInput(data=request.data)
        data.is_valid(raise_exception=True)
        card = gift_cards.find(data.validated_data["code"], asker=counted_address(request))
        return Response(GiftCardSerializer(card).data)


class CartPricesView(APIView):
    """Agreeing to prices that have changed."""

    permission_classes = [AllowAny]

    @extend_schema(
        summary="Accept today's prices",
        parameters=[CART_PARAMETER],
        request=None,
        responses=CartSerializer,
        auth=ANYONE,
    )
    def post(self, request: Request) -> Response:
        cart = cart_of(request)
        carts.accept_prices(cart)
        return answer(cart)


class ShippingOptionsView(APIView):
    """Ways of delivery for the cart."""

    permission_classes = [AllowAny]

    @extend_schema(
        summary="Ways of delivery",
        parameters=[
            CART_PARAMETER,
            OpenApiParameter("country", str, required=True, description="ISO code: GB."),
        ],
        responses=ShippingOptionSerializer(many=True),
        auth=ANYONE,
    )
    def get(self, request: Request) -> Response:
        country = request.query_params.get("country", "").upper()
        if not COUNTRY.fullmatch(country):
            raise ValidationError({"country": [_("Two letters of a country, such as GB.")]})
        options = shipping_options(carts.view(cart_of(request), country=country))
        return Response(ShippingOptionSerializer(options, many=True).data)


def answer(cart: Cart, *, status: int = 200) -> Response:
    """The cart as it is now."""
    return Response(CartSerializer(carts.view(cart)).data, status=status)
