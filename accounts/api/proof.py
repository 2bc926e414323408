"""The password once more, for programs that are about to do something dangerous."""

from typing import Any, cast

from drf_spectacular.utils import OpenApiExample
from rest_framework import serializers
from rest_framework.request import Request

from accounts.domain.proof import prove
from accounts.models import User

WITH_A_PASSWORD = OpenApiExample(
    "With a password", request_only=True, value={"password": "…", "code": ""}
)


class ProofInput(serializers.Serializer[Any]):
    """The password once more and, with a second factor, its code."""

    password = serializers.CharField(max_length=128, trim_whitespace=False)
    code = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")


def prove_by(request: Request) -> None:
    """Pass a request whose body proves the person. Raises ValidationError, and what ``prove`` raises."""
    given = ProofInput(data=request.data)
    given.is_valid(raise_exception=True)
    prove(cast("User", request.user), **given.validated_data)
