"""The door as staff see it: what came, who is kept out, who asks to be let in."""

from security.admin import bans, crawlers, detectors, incidents, keys, requests

__all__ = ["bans", "crawlers", "detectors", "incidents", "keys", "requests"]
