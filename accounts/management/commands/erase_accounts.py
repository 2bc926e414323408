"""Erase the accounts that are due, by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.domain import cleaning
from shop.base import jobs


class Command(BaseCommand):
    help = "Erases every account whose time of grace is over, and forgets old copies of data and old sign-ins."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = jobs.run("accounts.erase_due", lambda row: cleaning.clean())
        except jobs.AlreadyRunning as busy:
            raise CommandError(str(busy)) from None
        erased, waiting = run.result["erased"], run.result["waiting"]
        self.stdout.write(f"{erased} accounts erased; {waiting} wait for their orders.")
