"""Signing in for programs, and one's own addresses."""

from collections.abc import Callable
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django_ratelimit.core import is_ratelimited
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ModelViewSet

from accounts.domain import tokens
from accounts.domain.addresses import keep_address
from accounts.domain.sessions import device_of
from accounts.errors import TooManyTries
from accounts.models import Address, User
from shop.base.addresses import counted_address

ADDRESS_RATE, ACCOUNT_RATE = "30/m", "10/m"


class SignInInput(serializers.Serializer[Any]):
    """Email, password and, with a second factor, its code."""

    email = serializers.CharField(max_length=254)
    password = serializers.CharField(max_length=128, trim_whitespace=False)
    code = serializers.CharField(
        max_length=20,
        required=False,
        allow_blank=True,
        help_text="Of the authenticator app, or a recovery code, where the account has a second factor.",
    )


class RefreshInput(serializers.Serializer[Any]):
    """A refresh token."""

    refresh = serializers.CharField(max_length=2000)


class TokenPairSerializer(serializers.Serializer[Any]):
    """Access for ten minutes, and the token for the next pair."""

    access = serializers.CharField()
    refresh = serializers.CharField()


class MeSerializer(serializers.ModelSerializer[User]):
    """Who is signed in."""

    permissions = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = ["id", "email", "full_name", "is_staff", "permissions"]

    def get_permissions(self, user: User) -> list[str]:
        return sorted(user.get_all_permissions())


class AddressSerializer(serializers.ModelSerializer[Address]):
    """One of one's own addresses."""

    class Meta:
        model = Address
        fields = [
            "id", "full_name", "line1", "line2", "city", "region", "postcode", "country", "phone", "is_default",
        ]  # fmt: skip


def _check_tries(request: Request, email: str) -> None:
    """Count a try by address and by account. The account's limit is per address too, so nobody locks a stranger out."""
    plain = request._request  # noqa: SLF001 - django-ratelimit takes Django's request
    address = counted_address(plain)
    tries = (
        ("sign-in-address", ADDRESS_RATE, f"{address}"),
        ("sign-in-account", ACCOUNT_RATE, f"{address}|{email.strip().lower()}"),
    )
    for group, rate, key in tries:
        if is_ratelimited(plain, group=group, key=_counted_by(key), rate=rate, increment=True):
            raise TooManyTries


def _counted_by(key: str) -> Callable[[str, HttpRequest], str]:
    """The form in which django-ratelimit takes a key that is known already."""
    return lambda _group, _request: key


class SignInView(APIView):
    """Email and password for tokens."""

    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(summary="Sign in", request=SignInInput, responses=TokenPairSerializer, auth=[])
    def post(self, request: Request) -> Response:
        data = SignInInput(data=request.data)
        data.is_valid(raise_exception=True)
        _check_tries(request, data.validated_data["email"])
        plain = request._request  # noqa: SLF001 - backends take Django's request
        pair = tokens.sign_in(plain, **data.validated_data, device=device_of(plain))
        return Response(TokenPairSerializer(pair).data)


class RefreshView(APIView):
    """A refresh token for the next pair; it works once."""

    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(
        summary="Next tokens", request=RefreshInput, responses=TokenPairSerializer, auth=[]
    )
    def post(self, request: Request) -> Response:
        data = RefreshInput(data=request.data)
        data.is_valid(raise_exception=True)
        return Response(TokenPairSerializer(tokens.rotate(data.validated_data["refresh"])).data)


class SignOutView(APIView):
    """Ends the sign-in that a refresh token came from."""

    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(summary="Sign out", request=RefreshInput, responses={204: None}, auth=[])
    def post(self, request: Request) -> Response:
        data = RefreshInput(data=request.data)
        data.is_valid(raise_exception=True)
        tokens.revoke(data.validated_data["refresh"])
        return Response(status=204)


class MeView(APIView):
    """Who is signed in."""

    permission_classes = [IsAuthenticated]

    @extend_schema(summary="Who am I", responses=MeSerializer)
    def get(self, request: Request) -> Response:
        return Response(MeSerializer(cast("User", request.user)).data)


@extend_schema_view(
    list=extend_schema(summary="Own addresses"),
    retrieve=extend_schema(summary="One address"),
    create=extend_schema(summary="Add an address"),
    update=extend_schema(summary="Change an address"),
    partial_update=extend_schema(summary="Change a part of an address"),
    destroy=extend_schema(summary="Remove an address"),
)
class AddressViewSet(ModelViewSet[Address]):
    """One's own addresses; somebody else's are not found."""

    queryset = Address.objects.none()
    permission_classes = [IsAuthenticated]
    serializer_class = AddressSerializer
    ordering = ["-is_default", "pk"]

    def get_queryset(self) -> QuerySet[Address]:
        return Address.objects.filter(user=cast("User", self.request.user))

    def perform_create(self, serializer: Any) -> None:
        user = cast("User", self.request.user)
        serializer.instance = keep_address(user, serializer.validated_data)

    def perform_update(self, serializer: Any) -> None:
        user = cast("User", self.request.user)
        serializer.instance = keep_address(user, serializer.validated_data, serializer.instance)
