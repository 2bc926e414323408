"""The room as a Django app."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "orders"
    verbose_name = _("Orders")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug the ports of lower rooms and declare the regular jobs."""
        from accounts.ports import plug_personal_data
        from orders.domain.personal import OrderData  # models are ready only now

        plug_personal_data("orders", OrderData())
        from catalog.ports import plug_purchase_history  # models are ready only now
        from orders.queries import OrdersKnow  # likewise
        from shop.base import jobs  # likewise

        plug_purchase_history(OrdersKnow())

        jobs.register(
            "orders.expire_unpaid",
            "orders.tasks.expire_unpaid",
            every=timedelta(minutes=1),
            says=_("Calling off unpaid orders"),
            queue="now",
        )
        jobs.register(
            "orders.sweep_payments",
            "orders.tasks.sweep_payments",
            every=timedelta(minutes=1),
            says=_("Asking after open payments"),
            queue="now",
        )
