"""What was learned, which version of it serves, and the ranked shelves that shoppers see."""

from mlbridge.models.jobs import RetrainRequest, RetrainRequestQuerySet
from mlbridge.models.shelves import (
    KeyKind,
    Recommendation,
    RecommendationQuerySet,
    Shelf,
)
from mlbridge.models.versions import ModelVersion, ModelVersionQuerySet

__all__ = [
    "KeyKind",
    "ModelVersion",
    "ModelVersionQuerySet",
    "Recommendation",
    "RecommendationQuerySet",
    "RetrainRequest",
    "RetrainRequestQuerySet",
    "Shelf",
]
