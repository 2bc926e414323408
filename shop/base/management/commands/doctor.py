"""``manage.py doctor``: what runs where, what is wrong, and how to mend it."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management import BaseCommand

from shop.base import health
from shop.base.health import Finding, State

STYLES = {State.OK: "SUCCESS", State.WARNING: "WARNING", State.WRONG: "ERROR"}


class Command(BaseCommand):
    help = "Say what runs where, what is wrong and how to mend it. Ends with status 1 when something is wrong."
    # A sick shop must be able to see its doctor.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = health.examine()
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(findings), indent=2, default=str))
        else:
            for name, finding in findings.items():
                self._tell(name, finding)
        if health.is_wrong(findings):
            raise SystemExit(1)

    def _tell(self, name: str, finding: Finding) -> None:
        style = getattr(self.style, STYLES[finding.state])
        self.stdout.write(f"{name:<11} {style(f'{finding.state:<8}')} {finding.says}")
        if finding.mend:
            self.stdout.write(f"{'':<20} -> {finding.mend}")


def _as_json(findings: Mapping[str, Finding]) -> dict[str, Any]:
    return {
        "wrong": health.is_wrong(findings),
        "checks": {name: finding.as_json() for name, finding in findings.items()},
    }
