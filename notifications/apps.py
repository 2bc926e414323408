"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell people by mail what happened to their account."""
        from accounts.ports import plug_personal_data
        from notifications.domain.personal import MailData  # models are ready only now

        plug_personal_data("notifications", MailData())
        from accounts.ports import plug_news
        from notifications.domain.account_news import MailedNews  # models are ready only now

        plug_news(MailedNews())
