"""Ask after open payments, by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from orders.domain import payments
from shop.base import jobs


class Command(BaseCommand):
    help = "Asks the gateways what became of payments whose outcome they still owe us."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = jobs.run("orders.sweep_payments", lambda row: payments.sweep())
        except jobs.AlreadyRunning as busy:
            raise CommandError(str(busy)) from None
        self.stdout.write(
            f"{run.result['asked']} payments asked after, {run.result['settled']} settled."
        )
