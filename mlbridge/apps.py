"""The room as a Django app."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MlbridgeConfig(AppConfig):
    name = "mlbridge"
    verbose_name = _("Learning")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the room's job; judge requests for the security room."""
        from accounts.ports import plug_personal_data
        from mlbridge.domain.personal import LearnedData  # models are ready only now

        plug_personal_data("mlbridge", LearnedData())
        from mlbridge.domain.door import LearnedJudge
        from mlbridge.domain.scoring import ForestScorer  # models need the app registry
        from security.ports import plug_judge, plug_scorer
        from shop.base import jobs

        plug_scorer(ForestScorer())
        plug_judge(LearnedJudge())

        jobs.register(
            "mlbridge.retrain",
            "mlbridge.tasks.retrain",
            every=timedelta(hours=6),
            says=_("Model retraining"),
            queue="batch",
        )
