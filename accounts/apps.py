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
        from allauth.account.signals import (  # models are ready only now
            email_added,
            email_changed,
            password_reset,
            user_logged_in,
        )
        from allauth.mfa.signals import (
            authenticator_added,
            authenticator_removed,
            authenticator_reset,
        )
        from django.contrib.auth.signals import user_login_failed

        from accounts import receivers
        from accounts.domain.personal import PeopleData
        from accounts.ports import plug_personal_data
        from shop.base import jobs

        plug_personal_data("accounts", PeopleData())
        jobs.register(
            "accounts.erase_due",
            "accounts.tasks.erase_due",
            every=timedelta(hours=1),
            says=_("Erasing of accounts"),
        )
        user_logged_in.connect(receivers.after_sign_in, dispatch_uid="accounts-sessions")
        user_login_failed.connect(receivers.after_failure, dispatch_uid="accounts-failures")
        password_reset.connect(receivers.after_password_reset, dispatch_uid="accounts-new-password")
        email_added.connect(receivers.after_email_added, dispatch_uid="accounts-email-added")
        email_changed.connect(receivers.after_email_changed, dispatch_uid="accounts-email-changed")
        for signal in (authenticator_added, authenticator_removed, authenticator_reset):
            signal.connect(
                receivers.after_second_factor_change, dispatch_uid="accounts-second-factor"
            )
        post_migrate.connect(receivers.after_migrate, dispatch_uid="accounts-roles")
