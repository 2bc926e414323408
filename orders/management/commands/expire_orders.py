"""Call off unpaid orders, by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from orders.domain import fulfilment
from shop.base import jobs


class Command(BaseCommand):
    help = "Calls off every order that was not paid in time, and frees its stock."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = jobs.run(
                "orders.expire_unpaid", lambda row: {"expired": fulfilment.expire_unpaid()}
            )
        except jobs.AlreadyRunning as busy:
            raise CommandError(str(busy)) from None
        self.stdout.write(f"{run.result['expired']} orders called off.")
