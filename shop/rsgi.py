"""The web process's door as Granian opens it."""

from django.conf import settings

from shop.base.rsgi import Door
from shop.wsgi import application as pages

application = Door(pages, largest_body=settings.LARGEST_BODY)
