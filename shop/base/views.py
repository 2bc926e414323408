"""The two addresses that orchestrators ask: is the process alive, and may it have visitors."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shop.base import health

TRY_AGAIN_SECONDS = 5


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers at all. Touches no server, so a dead database restarts nothing."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the process can sell, else 503. Names what is wrong, but not why: anybody may ask."""
    findings = health.examine(readiness_only=True)
    states = {name: str(finding.state) for name, finding in findings.items()}
    if health.is_wrong(findings):
        return JsonResponse(
            {"status": "wrong", "checks": states},
            status=503,
            headers={"Retry-After": TRY_AGAIN_SECONDS},
        )
    return JsonResponse({"status": "ok", "checks": states})
