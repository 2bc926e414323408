"""The floor with the whole chain of the door in front of it, and nothing else."""

from bench.floor_settings import *  # noqa: F403

MIDDLEWARE = [
    "security.middleware.RequestRecorder",
    "security.middleware.RequestValidator",
    "security.middleware.StaffDoor",
    "security.middleware.Guard",
    "security.middleware.RateLimits",
]
