"""The room as a Django app."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivityConfig(AppConfig):
    name = "activity"
    verbose_name = _("Activity")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the room's job."""
        from accounts.ports import plug_personal_data
        from activity.domain.personal import ActivityData  # models are ready only now

        plug_personal_data("activity", ActivityData())
        from shop.base import jobs  # its model needs the app registry

        jobs.register(
            "activity.roll_up",
            "activity.tasks.roll_up",
            every=timedelta(minutes=5),
            says=_("Trend aggregation"),
        )
        jobs.register(
            "activity.teach_search",
            "activity.tasks.teach_search",
            every=timedelta(hours=1),
            says=_("Learning from searches"),
        )
        jobs.register(
            "activity.tell_of_new",
            "activity.tasks.tell_of_new",
            every=timedelta(hours=1),
            says=_("Alerts of saved searches"),
        )
