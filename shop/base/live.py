"""Where the live process is, as a browser reaches it."""

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

ANY_HOST = "://:"


def live_url(request: HttpRequest) -> str:
    """The address of the live process; empty when it is behind the shop's own.

    A ``LIVE_URL`` without a host (``ws://:8001``) means the host by which this browser knows the shop.
    """
    address: str = settings.LIVE_URL
    if ANY_HOST not in address:
        return address
    host, _port = split_domain_port(request.get_host())
    return address.replace(ANY_HOST, f"://{host}:")
