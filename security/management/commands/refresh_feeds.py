"""Reads the threat feeds."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from security.domain import feeds
from shop.base import jobs


class Command(BaseCommand):
    help = "Reads the threat feeds."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = jobs.run("security.refresh_feeds", lambda row: dict(feeds.refresh_all()))
        except jobs.AlreadyRunning as busy:
            raise CommandError(str(busy)) from None
        self.stdout.write(f"{run.result['named']} networks named, {run.result['expired']} expired.")
