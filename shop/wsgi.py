"""The door for pages, admin and API. Granian serves it; any WSGI server can."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
application = get_wsgi_application()

# What is loaded by now stays until the process ends. Not looking for garbage in it, and less often in what a request
# makes, saves one part in fifteen of a kept page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
