"""Measure the door's false alarms, by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from security.domain import detectors
from security.models import Detector
from shop.base import jobs


class Command(BaseCommand):
    help = "Measures each detector on visitors who later paid; one over its budget goes into the shadow."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            jobs.run("security.measure_detectors", lambda row: dict(detectors.measure()))
        except jobs.AlreadyRunning as busy:
            raise CommandError(str(busy)) from None
        for detector in Detector.objects.order_by("name"):
            self.stdout.write(
                f"{detector.name}: {detector.mode}, {detector.alarmed} of {detector.payers} payers suspected"
            )
