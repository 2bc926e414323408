"""``manage.py retrain``: the job of retraining, here and now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mlbridge.domain import retraining
from mlbridge.domain.training import LESSONS, Outcome, TrainingFailed
from mlbridge.errors import UnknownModel
from shop.base import jobs


class Command(BaseCommand):
    """Trains the named models, all by default, and says which serve now and why."""

    help = "Train models from what the shop has recorded; a better version serves at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "names",
            nargs="*",
            metavar="MODEL",
            help=f"One of {', '.join(LESSONS)}; all by default.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            retraining.run(options["names"], tell=self.tell)
        except (jobs.AlreadyRunning, TrainingFailed) as trouble:
            raise CommandError(str(trouble)) from trouble
        except UnknownModel as unknown:
            raise CommandError(unknown.message) from unknown

    def tell(self, outcome: Outcome) -> None:
        """One line for one model."""
        state = "serves" if outcome.is_serving else "does not serve"
        self.stdout.write(
            f"{outcome.name} {outcome.version} {state} ({outcome.seconds:.1f} s). {outcome.reason}"
        )
