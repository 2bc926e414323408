"""Plain Django as a WSGI application."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.floor_settings"
django.setup()
# Some of the shop's apps refuse to start without their middleware; once they have, the floor goes without.
settings.MIDDLEWARE = []
application = WSGIHandler()
