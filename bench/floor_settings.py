"""The floor that pages are measured against: the same Django, database and server, without the shop."""

from bench.settings import *  # noqa: F403
from bench.settings import INSTALLED_APPS as SHOP_APPS

MIDDLEWARE = []
# allauth refuses to start without its middleware, and the rooms' admins without allauth.
INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig" if app == "django.contrib.admin" else app
    for app in SHOP_APPS
    if not app.startswith("allauth")
]
ROOT_URLCONF = "bench.floor_urls"
