"""What the shop thinks a person likes, and how it is forgotten."""

from collections.abc import Mapping
from typing import Any

from mlbridge.models import Recommendation
from mlbridge.models.shelves import KeyKind


class LearnedData:
    """A person's own shelves; the next training knows nothing of who is gone."""

    def gather(self, user_id: int) -> Mapping[str, list[dict[str, Any]]]:
        """What is recommended to them, and why."""
        return {"recommendations": list(_own(user_id).values("shelf", "rank", "product__name", "reason"))}  # fmt: skip

    def is_busy(self, user_id: int) -> bool:
        """Never."""
        return False

    def erase(self, user_id: int) -> None:
        """The shelves go."""
        _own(user_id).delete()


def _own(user_id: int) -> Any:
    return Recommendation.objects.filter(key_kind=KeyKind.USER, key_id=user_id)
