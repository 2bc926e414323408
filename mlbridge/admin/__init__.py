"""What the shop has learned, as staff see it: models and their versions, trainings, shelves."""

from mlbridge.admin.shelves import RecommendationAdmin
from mlbridge.admin.trainings import RetrainRequestAdmin
from mlbridge.admin.versions import ModelVersionAdmin

__all__ = ["ModelVersionAdmin", "RecommendationAdmin", "RetrainRequestAdmin"]
