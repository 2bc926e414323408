"""Where one is signed in, for programs: the list, ending one, ending all."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain import sessions
from accounts.domain.access import sign_out_everywhere
from accounts.domain.tokens import FAMILY_CLAIM
from accounts.models import User


class SignInSerializer(serializers.Serializer[Any]):
    """One place where one is signed in: a browser or a program."""

    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=["browser", "program"])
    agent = serializers.CharField()
    address = serializers.IPAddressField(allow_null=True)
    country = serializers.CharField(help_text="Two letters, approximate; empty when unknown.")
    started_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField()
    is_this_one = serializers.BooleanField()


class SignInListSerializer(serializers.Serializer[Any]):
    """All of them; a person has few."""

    count = serializers.IntegerField()
    results = SignInSerializer(many=True)


class SessionsView(APIView):
    """Browsers and programs that are signed in as oneself."""

    permission_classes = [IsAuthenticated]

    @extend_schema(summary="Where I am signed in", responses=SignInListSerializer)
    def get(self, request: Request) -> Response:
        lines = sessions.sign_ins(cast("User", request.user), **this_one(request))
        return Response(SignInListSerializer({"count": len(lines), "results": lines}).data)

    @extend_schema(
        operation_id="users_me_sessions_destroy_others",
        summary="End my other sign-ins",
        responses={204: None},
    )
    def delete(self, request: Request) -> Response:
        sessions.end_other_sign_ins(cast("User", request.user), **this_one(request))
        return Response(status=204)


class SessionView(APIView):
    """One of one's own sign-ins; somebody else's is not found."""

    permission_classes = [IsAuthenticated]

    @extend_schema(summary="End one of my sign-ins", responses={204: None})
    def delete(self, request: Request, sign_in: str) -> Response:
        sessions.end_sign_in(cast("User", request.user), sign_in)
        return Response(status=204)


class SignOutEverywhereView(APIView):
    """Ends every session and every token, this one too."""

    permission_classes = [IsAuthenticated]

    @extend_schema(summary="Sign out everywhere", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        sign_out_everywhere(cast("User", request.user), reason="signed out everywhere")
        return Response(status=204)


def this_one(request: Request) -> dict[str, Any]:
    """By what the asking sign-in is known: the family of its token, or its session."""
    if request.auth is not None:
        return {"family_id": cast("Any", request.auth).get(FAMILY_CLAIM)}
    session = getattr(request, "session", None)
    return {"session_key": session.session_key if session is not None else None}
