"""Count what people did, by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from activity import integrity
from activity.domain import rollups
from shop.base import jobs


class Command(BaseCommand):
    help = "Adds new events to the counts per product, hour and day, and to the trends."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rebuild", action="store_true", help="Throw the counts away and count everything."
        )
        parser.add_argument(
            "--check", action="store_true", help="Only say where counts and log disagree."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
            return
        work = rollups.rebuild if options["rebuild"] else rollups.advance
        try:
            run = jobs.run("activity.roll_up", lambda row: {"events": work().events})
        except jobs.AlreadyRunning as busy:
            raise CommandError(str(busy)) from None
        self.stdout.write(f"{run.result['events']} events counted.")

    def _check(self) -> None:
        found = integrity.check()
        for difference in found:
            self.stdout.write(str(difference))
        if found:
            raise CommandError("Counts and log disagree. Run: manage.py roll_up --rebuild")
        self.stdout.write("Counts and log agree.")
