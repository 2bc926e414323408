"""Send the alerts of saved searches, by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from activity.domain import saved
from shop.base import jobs


class Command(BaseCommand):
    help = "Mails people what is new in the searches that they keep."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = jobs.run("activity.tell_of_new", lambda row: saved.tell_of_new())
        except jobs.AlreadyRunning as busy:
            raise CommandError(str(busy)) from None
        self.stdout.write(f"{run.result['told']} mails written.")
