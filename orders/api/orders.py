"""Orders for programs: placed from the cart, paid, moved along by staff."""

from collections.abc import Callable
from hmac import compare_digest
from typing import Any, cast

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    extend_schema,
    extend_schema_view,
)
from rest_framework import mixins
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.generics import ListAPIView, get_object_or_404
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from accounts.models import User
from orders.api.carts import CART_HEADER, CART_PARAMETER, person
from orders.api.serializers import (
    CheckoutInput,
    OrderBriefSerializer,
    OrderSerializer,
    ParcelInput,
    ParcelSerializer,
    PaymentInput,
    PaymentSerializer,
    StatusInput,
)
from orders.domain import carts, checkout, fulfilment, payments
from orders.domain.steps import CANCEL, DELIVER, MARK_PAID, REFUND, SHIP, permissions_for
from orders.errors import EmptyCart, PaymentRefused
from orders.models import Order, TimelineEntry
from shop.base.api.idempotent import HEADER, idempotent, key_of
from shop.base.api.pagination import NewestFirst
from shop.base.api.permissions import needs
from shop.base.api.schema import ANYONE
from shop.base.idempotency import Answer

KEY_PARAMETER = OpenApiParameter(
    HEADER,
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="1 to 128 characters of your choice; a repeat with the same key has one effect.",
)
TOKEN_PARAMETER = OpenApiParameter(
    "X-Order-Token",
    str,
    OpenApiParameter.HEADER,
    description="Token of a guest's order, from its first answer.",
)

STEP_TO = {
    "paid": MARK_PAID,
    "shipped": SHIP,
    "delivered": DELIVER,
    "cancelled": CANCEL,
    "refunded": REFUND,
}


class NewestOrders(NewestFirst):
    """Orders from the newest on."""

    ordering = ("-placed_at", "-id")


@extend_schema_view(
    list=extend_schema(
        summary="Orders",
        description="One's own; staff see all.",
        responses=OrderBriefSerializer(many=True),
    ),
    retrieve=extend_schema(summary="One order", parameters=[TOKEN_PARAMETER]),
)
class OrderViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[Order]):
    """Orders. Guests name theirs with ``X-Order-Token``; somebody else's order is not found."""

    queryset = Order.objects.none()
    serializer_class = OrderSerializer
    pagination_class = NewestOrders
    filterset_fields = ["state"]
    # Guests order too; what each may see is decided by visible_orders().
    permission_classes = [AllowAny]

    def get_queryset(self) -> QuerySet[Order]:
        return visible_orders(self.request)

    def get_serializer_class(self) -> Any:
        return OrderBriefSerializer if self.action == "list" else OrderSerializer

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        if not request.user.is_authenticated:
            self.permission_denied(request)
        return super().list(request, *args, **kwargs)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(whole(find_order(request, kwargs["pk"])))

    @extend_schema(
        summary="Place an order from the cart",
        parameters=[KEY_PARAMETER, CART_PARAMETER],
        request=CheckoutInput,
        responses={201: OrderSerializer},
        auth=ANYONE,
        examples=[
            OpenApiExample(
                "To London",
                request_only=True,
                value={
                    "email": "ada@example.com",
                    "shipping_code": "standard",
                    "terms_accepted": True,
                    "shipping_address": {
                        "full_name": "Ada Byron",
                        "line1": "12 Analytical Row",
                        "city": "London",
                        "postcode": "SW1A 1AA",
                        "country": "GB",
                    },
                },
            )
        ],
    )
    def create(self, request: Request) -> Response:
        data = CheckoutInput(data=request.data)
        data.is_valid(raise_exception=True)
        user, token = person(request), request.headers.get(CART_HEADER, "")

        def place() -> Answer:
            cart = carts.find_cart(token, user)
            if cart is None:
                raise EmptyCart
            order = checkout.place_order(cart, data.details(), user=user)
            return Answer(201, OrderSerializer(loaded(order)).data)

        asked = {"body": request.data, "cart": token}
        return idempotent(request, "orders.create", _caller(request, token), asked, place)

    @extend_schema(
        summary="Cancel an order", responses=OrderSerializer, parameters=[TOKEN_PARAMETER]
    )
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        order = find_order(request, kwargs["pk"])
        if not is_own(request, order):
            check_may(request, CANCEL, order)
        fulfilment.cancel(order)
        return Response(whole(order))


class OrderStatusView(APIView):
    """Steps that staff take."""

    permission_classes = [needs("orders.change_order")]

    @extend_schema(summary="Move an order along", request=StatusInput, responses=OrderSerializer)
    def put(self, request: Request, pk: int) -> Response:
        data = StatusInput(data=request.data)
        data.is_valid(raise_exception=True)
        asked = data.validated_data
        order = get_object_or_404(Order, pk=pk)
        check_may(request, STEP_TO[asked["status"]], order)
        steps: dict[str, Callable[[], object]] = {
            "paid": lambda: fulfilment.mark_paid(order),
            "shipped": lambda: fulfilment.ship(
                order, carrier=asked["carrier"], tracking_code=asked["tracking_code"]
            ),
            "delivered": lambda: fulfilment.deliver(order),
            "cancelled": lambda: fulfilment.cancel(order, reason=asked["reason"]),
            "refunded": lambda: fulfilment.refund(
                order,
                reason=asked["reason"],
                key=request.headers.get(HEADER) or f"status-{order.refunded_minor}",
            ),
        }
        steps[asked["status"]]()
        return Response(whole(order))


class OrderParcelsView(APIView):
    """Parcels that staff send."""

    permission_classes = [needs("orders.change_order")]

    @extend_schema(
        operation_id="orders_parcels_create",
        summary="Send a parcel",
        parameters=[KEY_PARAMETER],
        request=ParcelInput,
        responses={201: ParcelSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        data = ParcelInput(data=request.data)
        data.is_valid(raise_exception=True)
        order = get_object_or_404(Order, pk=pk)
        check_may(request, SHIP, order)

        def send() -> Answer:
            return Answer(201, ParcelSerializer(fulfilment.ship(order, **data.parcel())).data)

        asked = {"order": pk, "body": request.data}
        return idempotent(request, "orders.parcel", f"user-{request.user.pk}", asked, send)


class OrderPaymentView(APIView):
    """Paying."""

    permission_classes = [AllowAny]

    @extend_schema(
        summary="Pay an order",
        parameters=[KEY_PARAMETER, TOKEN_PARAMETER],
        request=PaymentInput,
        responses={201: PaymentSerializer},
        auth=ANYONE,
    )
    def post(self, request: Request, pk: int) -> Response:
        data = PaymentInput(data=request.data)
        data.is_valid(raise_exception=True)
        key = key_of(request)
        order = find_order(request, pk)
        if not is_own(request, order) and not request.user.has_perm("orders.change_order"):
            raise PermissionDenied
        payment = payments.pay(order, data.validated_data["method"], idempotency_key=key[:128])
        if f"{payment.gateway}:{payment.method}" != data.validated_data["method"]:
            raise PaymentRefused(
                "This Idempotency-Key was used for another way to pay. Use a new key.", field=HEADER
            )
        return Response(PaymentSerializer(payment).data, status=201)


@extend_schema_view(
    get=extend_schema(summary="Orders of a user", responses=OrderBriefSerializer(many=True))
)
class UserOrdersView(ListAPIView[Order]):
    """The orders of one person: for that person and for staff."""

    queryset = Order.objects.none()
    permission_classes = [IsAuthenticated]
    serializer_class = OrderBriefSerializer
    pagination_class = NewestOrders
    filterset_fields = ["state"]

    def get_queryset(self) -> QuerySet[Order]:
        user = cast("User", self.request.user)
        if user.pk != self.kwargs["user_id"] and not user.has_perm("orders.view_order"):
            raise NotFound
        return Order.objects.visible_to(user).filter(user_id=self.kwargs["user_id"])


class WebhookView(APIView):
    """Messages from payment gateways. The signature is the credential."""

    authentication_classes = []
    permission_classes = [AllowAny]
    parser_classes = []

    @extend_schema(
        summary="A gateway's message", request=None, responses={200: {"type": "object"}}, auth=[]
    )
    def post(self, request: Request, gateway: str) -> Response:
        outcome = payments.receive_webhook(gateway, dict(request.headers.items()), request.body)
        return Response({"outcome": outcome})


def visible_orders(request: Request) -> QuerySet[Order]:
    """What the caller may see: one's own, all for staff, and a guest's order by its token."""
    user = person(request)
    return Order.objects.visible_to(user) if user else Order.objects.none()


def find_order(request: Request, pk: int) -> Order:
    """The order, when the caller may see it. Raises NotFound otherwise, whether it exists or not."""
    order = Order.objects.filter(pk=pk).first()
    if order is None or not (is_own(request, order) or _is_visible(request, order)):
        raise NotFound
    return order


def is_own(request: Request, order: Order) -> bool:
    """Whether the caller is the order's customer, by sign-in or as a guest by its token."""
    user = person(request)
    if user is not None and order.user_id == user.pk:
        return True
    return compare_digest(
        request.headers.get("X-Order-Token", "").encode(), str(order.token).encode()
    )


def check_may(request: Request, step: str, order: Order) -> None:
    """Raises PermissionDenied for whom the step with this order is not allowed."""
    if not request.user.has_perms(permissions_for(step, order)):
        raise PermissionDenied


def _is_visible(request: Request, order: Order) -> bool:
    return visible_orders(request).filter(pk=order.pk).exists()


def loaded(order: Order) -> Order:
    """The order with everything that its serializer shows, in a fixed number of statements."""
    public = TimelineEntry.objects.filter(is_public=True)
    return Order.everything.prefetch_related(
        "lines",
        "payments",
        "shipments__contents",
        Prefetch("timeline", public, to_attr="public_timeline"),
    ).get(pk=order.pk)


def whole(order: Order) -> Any:
    """The order as the API shows it now."""
    return OrderSerializer(loaded(order)).data


def _caller(request: Request, token: str) -> str:
    user = person(request)
    return f"user-{user.pk}" if user else f"cart-{token}"[:80]
