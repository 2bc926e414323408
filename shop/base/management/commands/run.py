"""``manage.py run``: listed here, done by ``shop.run`` before Django is loaded."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand


class Command(BaseCommand):
    help = (
        "Run the whole shop on this machine: embedded servers, set-up, web, worker and scheduler. Ctrl-C ends it. "
        "HOST and PORT choose where it listens."
    )
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        # The supervisor is a process of its own kind: small, without Django's apps.
        os.execv(sys.executable, [sys.executable, str(settings.BASE_DIR / "manage.py"), "run"])  # noqa: S606 - no shell
