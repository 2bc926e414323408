"""Teach search what people click, buy and look for, by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from activity.domain import searches
from shop.base import jobs


class Command(BaseCommand):
    help = "Learns popularity, answers, past searches and the words of the range for search."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = jobs.run("activity.teach_search", lambda row: searches.teach())
        except jobs.AlreadyRunning as busy:
            raise CommandError(str(busy)) from None
        self.stdout.write(", ".join(f"{name}: {count}" for name, count in run.result.items()))
