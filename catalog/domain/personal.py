"""What a person said of products, and how it is forgotten."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from catalog.models import Review, SavedFilter


class ReviewData:
    """Reviews and kept filters."""

    def gather(self, user_id: int) -> Mapping[str, list[dict[str, Any]]]:
        """Both tables."""
        said = ("created_at", "product__name", "author_name", "rating", "title", "body", "status")
        return {
            "reviews": list(Review.objects.filter(author_id=user_id).values(*said)),
            "filters": list(
                SavedFilter.objects.filter(owner_id=user_id).values("name", "expression")
            ),
        }

    def is_busy(self, user_id: int) -> bool:
        """Never."""
        return False

    def erase(self, user_id: int) -> None:
        """A review helps others and stays without its author; what nobody has read goes."""
        mine = Review.objects.filter(author_id=user_id)
        mine.exclude(status=Review.Status.PUBLISHED).delete()
        mine.update(author=None, author_name=_("A customer"))
        SavedFilter.objects.filter(owner_id=user_id).delete()
