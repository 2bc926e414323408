"""Recorded requests for tests."""

from uuid import uuid4

from django.utils import timezone

from security.domain.features import FEATURES
from security.domain.watching import Row, write
from security.models import RequestRecord


def record_request(**fields) -> RequestRecord:
    """An ordinary page view by Firefox, unless said otherwise."""
    number = uuid4()
    row = {
        "at": timezone.now(),
        "request_id": number,
        "method": "GET",
        "path": "/search",
        "query": "q=mug",
        "route": "search",
        "status": 200,
        "duration_us": 12_000,
        "bytes_in": 0,
        "bytes_out": 20_000,
        "address": "198.51.100.7",
        "country": "GB",
        "user_id": None,
        "session": "0123456789abcdef",
        "user_agent": "Mozilla/5.0 Firefox/140.0",
        "fingerprint": "fedcba9876543210",
        "features": [0.0] * len(FEATURES),
        "rule_score": 0,
        "reasons": [],
        "model_reasons": [],
        "model_version": "",
        **fields,
    }
    write([Row(**row)])
    return RequestRecord.objects.get(request_id=number)
