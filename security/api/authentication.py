"""Programs that sign their requests, as the API knows them."""

from django.http import HttpRequest
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.models import User
from security.domain import signatures
from security.domain.signatures import Signed
from security.errors import SignatureRefused
from security.models import SigningKey


class SignatureAuthentication(BaseAuthentication):
    """A request with a Signature-Input must be signed rightly; others are left to the next in the list."""

    def authenticate(self, request: Request) -> tuple[User, SigningKey] | None:
        plain: HttpRequest = request._request  # noqa: SLF001 - the body as it came
        if "HTTP_SIGNATURE_INPUT" not in plain.META:
            return None
        try:
            key = signatures.verify(
                Signed(
                    plain.method or "", plain.build_absolute_uri(), dict(plain.headers), plain.body
                )
            )
        except SignatureRefused as refusal:
            raise AuthenticationFailed(refusal.message, code=refusal.code) from None
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return "Signature"


class SignatureScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call] # registers itself
    """How the API's document names it."""

    target_class = "security.api.authentication.SignatureAuthentication"
    name = "signature"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Signature",
            "description": "RFC 9421 with HMAC-SHA256 over @method, @target-uri and content-digest.",
        }
