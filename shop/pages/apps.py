"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "shop.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        """Listen to people signing in."""
        from shop.pages import receivers  # models are ready only now

        receivers.connect()
