"""``manage.py train``: the first training of a new shop."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mlbridge.domain import retraining, training
from mlbridge.domain.training import Outcome, TrainingFailed
from shop.base import jobs


class Command(BaseCommand):
    """Trains every model of which no version serves yet. Running it again does no harm."""

    help = "Train the models that nothing serves yet; `retrain` trains the others too."

    def handle(self, *args: Any, **options: Any) -> None:
        names = training.without_serving_version()
        if not names:
            self.stdout.write("Every model serves already.")
            return
        try:
            retraining.run(names, tell=self.tell)
        except jobs.AlreadyRunning:
            self.stdout.write("A worker is training the models already.")
        except TrainingFailed as trouble:
            raise CommandError(str(trouble)) from trouble

    def tell(self, outcome: Outcome) -> None:
        """One line for one model."""
        self.stdout.write(f"{training.LESSONS[outcome.name].says}: {outcome.reason}")
