"""Score recorded requests, by hand."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from security.domain import scoring
from shop.base import jobs


class Command(BaseCommand):
    help = "Scores the requests that came since the last time."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = jobs.run("security.score_requests", lambda row: asdict(scoring.score_waiting()))
        except jobs.AlreadyRunning as busy:
            raise CommandError(str(busy)) from None
        self.stdout.write(f"{run.result['requests']} requests scored.")
        if run.result["by_rules_instead"]:
            self.stdout.write(
                f"{run.result['by_rules_instead']} of them by the rules: the model failed."
            )
