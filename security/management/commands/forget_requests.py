"""Forget old recorded requests, by hand."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from security.domain import retention
from shop.base import jobs


class Command(BaseCommand):
    help = "Forgets recorded requests older than some days."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=retention.KEEP.days)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["days"] < 1:
            raise CommandError("Keep at least one day: --days 1 or more.")
        keep = timedelta(days=options["days"])
        try:
            run = jobs.run(
                "security.forget_requests", lambda row: {"forgotten": retention.forget_old(keep)}
            )
        except jobs.AlreadyRunning as busy:
            raise CommandError(str(busy)) from None
        self.stdout.write(f"{run.result['forgotten']} requests forgotten.")
