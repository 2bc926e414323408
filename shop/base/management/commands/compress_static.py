"""``manage.py compress_static``: makes the pages' files smaller on the wire, from the web's next start on."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from shop.base.compression import compress_collected


class Command(BaseCommand):
    help = "Write brotli and gzip copies of the collected static files; run it after collectstatic."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = compress_collected(Path(settings.STATIC_ROOT))
        except FileNotFoundError as error:
            raise CommandError(
                "There are no collected static files. Run: manage.py collectstatic"
            ) from error
        self.stdout.write(f"{count} static files compressed.")
