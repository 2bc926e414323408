"""Asks the name service about whoever claims to be a search engine."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from security.domain import crawlers
from shop.base import jobs


class Command(BaseCommand):
    help = "Asks the name service about whoever claims to be a search engine."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = jobs.run("security.verify_crawlers", lambda row: dict(crawlers.verify()))
        except jobs.AlreadyRunning as busy:
            raise CommandError(str(busy)) from None
        self.stdout.write(
            "{verified} are, {false} are not, {unknown} without answer.".format(**run.result)
        )
