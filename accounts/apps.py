"""The room as a Django app."""

from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the roles in line with the permissions, and hear of sign-ins and of new second factors."""
        from allauth.account.signals import user_logged_in  # models are ready only now
        from allauth.mfa.signals import (
            authenticator_added,
            authenticator_removed,
            authenticator_reset,
        )

        from accounts.domain.personal import PeopleData
        from accounts.ports import plug_personal_data
        from accounts.receivers import after_migrate, after_second_factor_change, after_sign_in
        from shop.base import jobs

        plug_personal_data("accounts", PeopleData())
        jobs.register(
            "accounts.erase_due",
            "accounts.tasks.erase_due",
            every=timedelta(hours=1),
            says=_("Erasing of accounts"),
        )
        user_logged_in.connect(after_sign_in, dispatch_uid="accounts-sessions")
        for signal in (authenticator_added, authenticator_removed, authenticator_reset):
            signal.connect(after_second_factor_change, dispatch_uid="accounts-second-factor")
        post_migrate.connect(after_migrate, dispatch_uid="accounts-roles")
