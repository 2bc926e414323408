"""The room as a Django app."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SecurityConfig(AppConfig):
    name = "security"
    verbose_name = _("Security")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the room's jobs."""
        from accounts.ports import plug_personal_data, plug_reputation
        from security.domain.login_risk import reputation_of
        from security.domain.personal import DoorData  # models are ready only now

        plug_personal_data("security", DoorData())
        plug_reputation(reputation_of)
        from shop.base import jobs  # its model needs the app registry

        jobs.register(
            "security.score_requests",
            "security.tasks.score_requests",
            every=timedelta(minutes=1),
            says=_("Anomaly scoring"),
        )
        jobs.register(
            "security.fade_bans",
            "security.tasks.fade_bans",
            every=timedelta(minutes=5),
            says=_("Fading of bans"),
        )
        jobs.register(
            "security.measure_detectors",
            "security.tasks.measure_detectors",
            every=timedelta(hours=1),
            says=_("False alarms of the door"),
        )
        jobs.register(
            "security.find_patterns",
            "security.tasks.find_patterns",
            every=timedelta(minutes=5),
            says=_("Patterns of attacks"),
        )
        jobs.register(
            "security.refresh_feeds",
            "security.tasks.refresh_feeds",
            every=timedelta(hours=6),
            says=_("Threat feeds"),
            queue="batch",
        )
        jobs.register(
            "security.verify_crawlers",
            "security.tasks.verify_crawlers",
            every=timedelta(minutes=5),
            says=_("Who says to be a search engine"),
            queue="batch",
        )
        jobs.register(
            "security.forget_requests",
            "security.tasks.forget_requests",
            every=timedelta(days=1),
            says=_("Forgetting old requests"),
            queue="batch",
        )
