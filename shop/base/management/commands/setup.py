"""``manage.py setup``: prepares a new shop, or an upgraded one."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command


class Command(BaseCommand):
    help = "Do the set-up steps of the shop (settings.SETUP_STEPS) that are still to be done; safe to repeat."
    # The steps make right what the checks would complain of.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_mutually_exclusive_group()
        parts.add_argument(
            "--before-serving", action="store_true", help="only what the shop cannot open without"
        )
        parts.add_argument(
            "--while-serving", action="store_true", help="only what can be done with the shop open"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        steps = [step for step in settings.SETUP_STEPS if _is_asked(step, options)]
        for number, step in enumerate(steps, 1):
            self.stdout.write(f"[{number}/{len(steps)}] {step['says']} ...")
            self.stdout.flush()
            begun = time.monotonic()
            call_command(step["command"], *step.get("arguments", ()))
            self.stdout.write(f"[{number}/{len(steps)}] done in {time.monotonic() - begun:.1f} s")


def _is_asked(step: dict[str, Any], options: dict[str, Any]) -> bool:
    if options["before_serving"]:
        return not step.get("while_serving")
    if options["while_serving"]:
        return bool(step.get("while_serving"))
    return True
