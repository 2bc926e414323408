"""What a person did, and how it is forgotten."""

from collections.abc import Mapping
from typing import Any

from activity.models import Event, SavedSearch, VisitorLink


class ActivityData:
    """Events and kept searches."""

    def gather(self, user_id: int) -> Mapping[str, list[dict[str, Any]]]:
        """Both tables, the events oldest first."""
        told = ("at", "kind", "product_id", "order_number", "query", "quantity")
        return {
            "events": list(Event.objects.of_person(user_id).order_by("at", "pk").values(*told)),
            "searches": list(
                SavedSearch.objects.filter(user_id=user_id).values(
                    "words", "is_watched", "created_at"
                )
            ),
        }

    def is_busy(self, user_id: int) -> bool:
        """Never."""
        return False

    def erase(self, user_id: int) -> None:
        """That something was looked at stays counted; by whom, and in which words, does not."""
        Event.objects.filter(
            pk__in=Event.objects.of_person(user_id).order_by().values("pk")
        ).update(user_id=None, visitor=None, query="")
        VisitorLink.objects.filter(user_id=user_id).delete()
        SavedSearch.objects.filter(user_id=user_id).delete()
