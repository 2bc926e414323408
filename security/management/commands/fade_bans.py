"""Fade bans, by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from security.domain import bans
from shop.base import jobs


class Command(BaseCommand):
    help = "Forgets who has done nothing wrong for long, and writes the door's book anew."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = jobs.run("security.fade_bans", lambda row: dict(bans.fade()))
        except jobs.AlreadyRunning as busy:
            raise CommandError(str(busy)) from None
        self.stdout.write(
            f"{run.result['in_force']} measures in force, {run.result['forgotten']} forgotten."
        )
