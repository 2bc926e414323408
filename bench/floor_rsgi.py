"""Plain Django behind the same door as the shop."""

from bench.floor_wsgi import application as plain
from shop.base.rsgi import Door

application = Door(plain, largest_body=1_000_000)
