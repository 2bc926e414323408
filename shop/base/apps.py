"""The ground floor as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "shop.base"
    label = "base"
    verbose_name = _("Workings")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shop.base import diagnosis  # looks at models, which are there only now

        diagnosis.register()
