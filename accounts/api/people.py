"""People, for staff: list, add, roles, lock, unlock, a void password, signing out."""

from collections.abc import Callable
from typing import Any, cast

from allauth.account.forms import ResetPasswordForm
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.proof import WITH_A_PASSWORD, ProofInput, prove_by
from accounts.domain import people
from accounts.models import User


class MayViewPeople(BasePermission):
    """Everybody's accounts for who may view people; to all others the one account that is theirs."""

    def has_permission(self, request: Request, view: Any) -> bool:
        is_about_one = "pk" in view.kwargs
        return is_about_one or people.can(request.user, "accounts.view_user")

    def has_object_permission(self, request: Request, view: Any, obj: User) -> bool:
        return people.can(request.user, "accounts.view_user", owner=obj)


class PersonSerializer(serializers.ModelSerializer[User]):
    """An account as staff see it."""

    roles = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = ["id", "email", "full_name", "is_active", "is_staff", "date_joined", "last_login", "roles"]  # fmt: skip

    def get_roles(self, user: User) -> list[str]:
        return people.roles_of(user)


class NewPersonInput(serializers.Serializer[Any]):
    """Whom to add; they choose their password by mail."""

    email = serializers.EmailField(max_length=254)
    full_name = serializers.CharField(max_length=150, required=False, allow_blank=True)


class _PeopleView(GenericAPIView[User]):
    permission_classes = [IsAuthenticated, MayViewPeople]
    serializer_class = PersonSerializer
    queryset = User.objects.none()
    ordering = ["-date_joined", "-pk"]

    def get_queryset(self) -> QuerySet[User]:
        everybody: QuerySet[User] = User.objects.prefetch_related("groups")
        return everybody


class PeopleView(ListModelMixin, _PeopleView):
    """The list of people, and a new one."""

    filterset_fields = ["is_active", "is_staff"]

    @extend_schema(summary="People")
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        summary="Add a person", request=NewPersonInput, responses={201: PersonSerializer}
    )
    def post(self, request: Request) -> Response:
        data = NewPersonInput(data=request.data)
        data.is_valid(raise_exception=True)
        user = people.add_person(cast("User", request.user), **data.validated_data)
        _mail_a_way_to_a_password(request, user)
        return Response(PersonSerializer(user).data, status=201)


class PersonView(RetrieveModelMixin, _PeopleView):
    """One person; who may not view people finds themselves only."""

    @extend_schema(summary="One person")
    def get(self, request: Request, pk: int) -> Response:
        return self.retrieve(request, pk=pk)


class RoleView(APIView):
    """A role of a person. Whoever gives or takes one gives their password once more."""

    permission_classes = [IsAuthenticated]

    @extend_schema(
        summary="Give a role",
        request=ProofInput,
        responses={204: None},
        examples=[WITH_A_PASSWORD],
    )
    def put(self, request: Request, pk: int, role: str) -> Response:
        prove_by(request)
        people.give_role(cast("User", request.user), get_object_or_404(User, pk=pk), role)
        return Response(status=204)

    @extend_schema(
        summary="Take a role away",
        request=ProofInput,
        responses={204: None},
        examples=[WITH_A_PASSWORD],
    )
    def delete(self, request: Request, pk: int, role: str) -> Response:
        prove_by(request)
        people.take_role(cast("User", request.user), get_object_or_404(User, pk=pk), role)
        return Response(status=204)


class _ActView(APIView):
    """One thing done to a person's account."""

    permission_classes = [IsAuthenticated]
    act: Callable[[User, User], None]

    def do(self, request: Request, pk: int) -> User:
        """Load and call."""
        target = get_object_or_404(User, pk=pk)
        type(self).act(cast("User", request.user), target)
        return target


class LockView(_ActView):
    """Lets a person sign in no more."""

    act = staticmethod(people.lock)

    @extend_schema(summary="Lock a person out", request=None, responses={204: None})
    def post(self, request: Request, pk: int) -> Response:
        self.do(request, pk)
        return Response(status=204)


class UnlockView(_ActView):
    """Lets a person sign in again."""

    act = staticmethod(people.unlock)

    @extend_schema(summary="Let a person sign in again", request=None, responses={204: None})
    def post(self, request: Request, pk: int) -> Response:
        self.do(request, pk)
        return Response(status=204)


class SignOutView(_ActView):
    """Ends a person's sign-ins."""

    act = staticmethod(people.sign_out)

    @extend_schema(summary="Sign a person out everywhere", request=None, responses={204: None})
    def post(self, request: Request, pk: int) -> Response:
        self.do(request, pk)
        return Response(status=204)


class VoidPasswordView(_ActView):
    """Makes a person choose a new password."""

    act = staticmethod(people.make_password_void)

    @extend_schema(summary="Force a new password", request=None, responses={204: None})
    def post(self, request: Request, pk: int) -> Response:
        _mail_a_way_to_a_password(request, self.do(request, pk))
        return Response(status=204)


def _mail_a_way_to_a_password(request: Request, user: User) -> None:
    form = ResetPasswordForm({"email": user.email})
    if form.is_valid():
        form.save(request._request)  # noqa: SLF001 - allauth takes Django's request
