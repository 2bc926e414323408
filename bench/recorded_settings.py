"""The floor with the request recorder in front of it, and nothing else."""

from bench.floor_settings import *  # noqa: F403

MIDDLEWARE = ["security.middleware.RequestRecorder"]
