"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = _("Catalogue")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Watch what shoppers see."""
        from accounts.ports import plug_personal_data
        from catalog.domain.personal import ReviewData  # models are ready only now

        plug_personal_data("catalog", ReviewData())
        from catalog import receivers  # models are ready only now

        receivers.connect()
