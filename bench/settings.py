"""The shop's settings for a benchmark: its keys in Redis stay apart from a shop's that runs beside it."""

import os

from shop.settings import *  # noqa: F403
from shop.settings import CACHES, CELERY_BROKER_TRANSPORT_OPTIONS, CHANNEL_LAYERS

KEY_PREFIX = os.environ["BENCH_KEYS"]
CACHES["default"]["KEY_PREFIX"] = KEY_PREFIX
CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] = f"{KEY_PREFIX}:queue:"
CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = f"{KEY_PREFIX}:live"
