"""What a page may load and run: the strictest policy for the shop, what their own scripts need for two kinds of pages."""

from csp.constants import UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

OFFICE = "/admin/"
DOCS = "/api/docs"


class ContentPolicy(CSPMiddleware):
    """django-csp with more for the back office and the API's documentation.

    The theme of the back office reads its attributes by Alpine.js, which makes functions of them, and both write styles
    into elements. Neither may load or run anything from elsewhere, nor a script that stands in the page.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(OFFICE):
            parts.update = {
                "script-src": [UNSAFE_EVAL],
                "style-src": [UNSAFE_INLINE],
                "connect-src": [settings.LIVE_URL] if settings.LIVE_URL else [],
                **(parts.update or {}),
            }
        elif request.path_info.startswith(DOCS):
            parts.update = {"style-src": [UNSAFE_INLINE], **(parts.update or {})}
        return parts
