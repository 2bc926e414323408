"""What every request passes at the door, each piece with one job. Their order stands in the settings.

recorder    names the request and leaves its record, whatever becomes of it
validator   refuses what no browser and no honest program sends
networks    lets nobody near the back office and the probes who is not on their list
guard       looks the sender up, judges the request, refuses whom it must
policy      says what the page may load and run
limits      counts what a client costs and asks for a pause when it is too much

A page that is kept for everybody leaves before ``limits``; the guard counts floods of those by itself.
"""

from security.middleware.guard import Guard
from security.middleware.limits import RateLimits
from security.middleware.networks import StaffDoor
from security.middleware.policy import ContentPolicy
from security.middleware.recorder import RequestRecorder
from security.middleware.validator import RequestValidator

__all__ = [
    "ContentPolicy",
    "Guard",
    "RateLimits",
    "RequestRecorder",
    "RequestValidator",
    "StaffDoor",
]
