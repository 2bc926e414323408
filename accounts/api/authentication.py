"""Programs sign in with a short-lived access token in the Authorization header."""

from typing import Any, cast

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework_simplejwt.authentication import JWTAuthentication
from rest_framework_simplejwt.exceptions import AuthenticationFailed

from accounts.domain.tokens import FAMILY_CLAIM, MARK_CLAIM
from accounts.models import TokenFamily, User


class AccessTokenAuthentication(JWTAuthentication):
    """``Authorization: Bearer …``. A token dies at once with its sign-in, or when the person's credentials change."""

    def get_user(self, validated_token: Any) -> Any:
        user = cast("User", super().get_user(validated_token))
        family_ends = TokenFamily.objects.filter(
            pk=validated_token.get(FAMILY_CLAIM), user=user, revoked_at__isnull=True
        )
        if validated_token.get(MARK_CLAIM) != user.credentials_mark() or not family_ends.exists():
            raise AuthenticationFailed(
                _("The token has been revoked. Sign in again."), code="token_revoked"
            )
        return user


class AccessTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call] # registers itself
    """How the OpenAPI document names it."""

    target_class = "accounts.api.authentication.AccessTokenAuthentication"
    name = "accessToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
