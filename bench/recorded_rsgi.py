"""The recorded floor behind the shop's door."""

from bench.recorded_wsgi import application as recorded
from shop.base.rsgi import Door

application = Door(recorded, largest_body=1_000_000)
