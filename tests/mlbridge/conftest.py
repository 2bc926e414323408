"""Models of a test stay in the test's folder."""

import pytest


@pytest.fixture(autouse=True)
def own_models(settings, tmp_path) -> None:
    settings.MODEL_ROOT = tmp_path / "models"
