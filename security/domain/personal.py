"""What the door noted of a person, and how it is forgotten."""

from collections.abc import Mapping
from typing import Any

from accounts.models import User
from security.models import Appeal, RequestRecord, SigningKey

MOST_REQUESTS = 10_000


class DoorData:
    """Requests, signing keys and appeals."""

    def gather(self, user_id: int) -> Mapping[str, list[dict[str, Any]]]:
        """The newest requests that are still kept, keys by name, appeals."""
        told = ("at", "method", "path", "status", "address", "country", "city", "user_agent")
        requests = RequestRecord.objects.filter(user_id=user_id).order_by("-at")
        return {
            "requests": list(requests.values(*told)[:MOST_REQUESTS]),
            "signing_keys": list(
                SigningKey.objects.filter(user_id=user_id).values("key_id", "note", "created_at")
            ),
            "appeals": list(_appeals(user_id).values("created_at", "email", "message")),
        }

    def is_busy(self, user_id: int) -> bool:
        """Never."""
        return False

    def erase(self, user_id: int) -> None:
        """What teaches the door stays, without whose it was; keys and appeals go."""
        RequestRecord.objects.filter(user_id=user_id).update(
            user_id=None, address=None, city="", session="", user_agent="", query="", body=""
        )
        SigningKey.objects.filter(user_id=user_id).delete()
        _appeals(user_id).delete()


def _appeals(user_id: int) -> Any:
    address = User.objects.filter(pk=user_id).values_list("email", flat=True).first() or ""
    return Appeal.objects.exclude(email="").filter(email__iexact=address)
