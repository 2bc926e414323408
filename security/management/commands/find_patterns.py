"""Opens incidents for patterns among hostile requests."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from security.domain import patterns
from shop.base import jobs


class Command(BaseCommand):
    help = "Opens incidents for patterns among hostile requests."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = jobs.run("security.find_patterns", lambda row: dict(patterns.look()))
        except jobs.AlreadyRunning as busy:
            raise CommandError(str(busy)) from None
        self.stdout.write(f"{run.result['patterns']} patterns of attacks.")
