"""The shop that remembers nothing of its pages, behind its own door."""

from bench.anew_wsgi import application as pages
from shop.base.rsgi import Door

application = Door(pages, largest_body=1_000_000)
