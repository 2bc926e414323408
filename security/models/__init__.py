"""Tables of the room: what came to the door, and who may not come in for a while."""

from security.models.bans import AllowedNetwork, Appeal, Standing, StandingQuerySet, Step
from security.models.crawlers import Crawler
from security.models.detectors import Detector
from security.models.feeds import Indicator, ThreatFeed
from security.models.incidents import Incident, IncidentEntry
from security.models.keys import SigningKey
from security.models.requests import HIGH, RAISED, RequestRecord, RequestRecordQuerySet

__all__ = [
    "HIGH",
    "RAISED",
    "AllowedNetwork",
    "Appeal",
    "Crawler",
    "Detector",
    "Incident",
    "IncidentEntry",
    "Indicator",
    "RequestRecord",
    "RequestRecordQuerySet",
    "SigningKey",
    "Standing",
    "StandingQuerySet",
    "Step",
    "ThreatFeed",
]
