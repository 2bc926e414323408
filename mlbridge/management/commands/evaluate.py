"""``manage.py evaluate``: measure a method on published data or on the shop's own."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

NAMES = ("next-item", "next-click", "buy-again", "requests")
DATA = Path("../shared/data")


class Command(BaseCommand):
    """Prints data, split, baseline, model, ratio, and what fit and prediction cost."""

    help = "Measure the learning methods against their baselines, on the files of a data folder or any file of the same form."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "tasks", nargs="*", metavar="TASK", help=f"One of {', '.join(NAMES)}; all by default."
        )
        parser.add_argument(
            "--path", type=Path, help="A file of the task's form, or a folder of data sets."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        from mlbridge.engine.protocols import (
            TASKS,
        )  # numeric packages: only when something is measured

        unknown = set(options["tasks"]) - set(TASKS)
        if unknown:
            raise CommandError(
                f"No such task: {', '.join(sorted(unknown))}. There are: {', '.join(TASKS)}."
            )
        for name in options["tasks"] or TASKS:
            task = TASKS[name]
            for path in _files(task.files, options["path"]):
                if not path.is_file():
                    self.stdout.write(
                        f"{name}: skipped, there is no file {path}. Name one with --path."
                    )
                    continue
                for report in task.measure(path):
                    self.stdout.write(str(report))


def _files(names: tuple[str, ...], given: Path | None) -> list[Path]:
    """The files to measure on: the one that was given, or the task's own below a folder."""
    if given is not None and not given.is_dir():
        return [given]
    folder = given or (Path(settings.BASE_DIR) / DATA)
    return [(folder / name).resolve() for name in names]
