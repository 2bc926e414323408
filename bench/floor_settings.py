"""The floor that pages are measured against: the same Django, database and server, without the shop."""

from bench.settings import *  # noqa: F403

ROOT_URLCONF = "bench.floor_urls"
