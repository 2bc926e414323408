"""The room as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the roles in line with the permissions."""
        from accounts.receivers import after_migrate  # models are ready only now

        post_migrate.connect(after_migrate, dispatch_uid="accounts-roles")
