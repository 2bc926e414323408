"""One's own data, for programs: a copy, and the end of the account."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.proof import WITH_A_PASSWORD, ProofInput, prove_by
from accounts.domain import data
from accounts.models import DataExport, Deletion, User
from shop.base.errors import NotFound

COPY = {
    "id": "0b0c3c1e-6f3c-4a43-9d5e-2f0d0a1b2c3d",
    "asked_at": "2026-03-02T10:00:00Z",
    "ready_at": "2026-03-02T10:02:00Z",
    "ends_at": "2026-03-09T10:02:00Z",
    "is_ready": True,
}
DELETION = {"asked_at": "2026-03-02T10:00:00Z", "due_at": "2026-03-16T10:00:00Z"}


class CopySerializer(serializers.ModelSerializer[DataExport]):
    """A copy of one's data: being made, ready, or over."""

    is_ready = serializers.BooleanField(read_only=True)

    class Meta:
        model = DataExport
        fields = ["id", "asked_at", "ready_at", "ends_at", "is_ready"]


class CopyListSerializer(serializers.Serializer[Any]):
    """The copies that are kept; a person has few."""

    count = serializers.IntegerField()
    results = CopySerializer(many=True)


class DeletionSerializer(serializers.ModelSerializer[Deletion]):
    """When the account is erased unless that is called off."""

    class Meta:
        model = Deletion
        fields = ["asked_at", "due_at"]


class CopiesView(APIView):
    """Copies of one's own data."""

    permission_classes = [IsAuthenticated]

    @extend_schema(
        summary="Copies of my data",
        responses=CopyListSerializer,
        examples=[OpenApiExample("One", response_only=True, value={"count": 1, "results": [COPY]})],
    )
    def get(self, request: Request) -> Response:
        rows = list(DataExport.objects.defer("content").filter(user=_person(request)))
        return Response(CopyListSerializer({"count": len(rows), "results": rows}).data)

    @extend_schema(
        summary="Ask for a copy of my data",
        request=None,
        responses={202: CopySerializer},
        examples=[
            OpenApiExample(
                "Being made",
                response_only=True,
                value={**COPY, "ready_at": None, "ends_at": None, "is_ready": False},
            )
        ],
    )
    def post(self, request: Request) -> Response:
        return Response(CopySerializer(data.ask_for_copy(_person(request))).data, status=202)


class CopyFileView(APIView):
    """The file of a copy; somebody else's is not found."""

    permission_classes = [IsAuthenticated]

    @extend_schema(
        operation_id="users_me_data_file",
        summary="Fetch a copy of my data",
        description="A ZIP file. POST, because the password is asked for once more.",
        request=ProofInput,
        responses={
            (200, "application/zip"): OpenApiResponse(response=bytes, description="The ZIP file.")
        },
        examples=[WITH_A_PASSWORD],
    )
    def post(self, request: Request, pk: UUID) -> HttpResponse:
        prove_by(request)
        answer = HttpResponse(data.copy_of(_person(request), pk), content_type="application/zip")
        answer["Cache-Control"] = "private, no-store"
        return answer


class DeletionView(APIView):
    """The end of one's own account."""

    permission_classes = [IsAuthenticated]
    deletion_example = OpenApiExample("In a fortnight", response_only=True, value=DELETION)

    @extend_schema(
        summary="When my account is deleted",
        responses=DeletionSerializer,
        examples=[deletion_example],
    )
    def get(self, request: Request) -> Response:
        deletion = data.open_deletion(_person(request))
        if deletion is None:
            raise NotFound("There is no deletion to come.")
        return Response(DeletionSerializer(deletion).data)

    @extend_schema(
        summary="Delete my account",
        description="After the days of grace. Every sign-in ends at once; signing in again allows to call it off.",
        request=ProofInput,
        responses={202: DeletionSerializer},
        examples=[
            deletion_example,
            WITH_A_PASSWORD,
        ],
    )
    def post(self, request: Request) -> Response:
        prove_by(request)
        deletion = data.ask_for_deletion(_person(request))
        return Response(DeletionSerializer(deletion).data, status=202)

    @extend_schema(summary="Keep my account", responses={204: None})
    def delete(self, request: Request) -> Response:
        data.call_off_deletion(_person(request))
        return Response(status=204)


def _person(request: Request) -> User:
    return cast("User", request.user)
