"""Who stands at the door, as far as one request tells: address, program, session, what it asks for."""

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from random import getrandbits
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from security.domain.reading import Reading, read
from security.domain.watching import LONGEST_SESSION_KEY, header_fingerprint, session_digest
from security.models import Standing
from security.networks import client_of
from shop.base.addresses import client_address

ATTRIBUTE = "visit"


class Visit:
    """One request, read once for all middleware. What costs something is found out when somebody asks."""

    __slots__ = ("_reading", "address", "header_names", "request", "request_id", "session")

    def __init__(self, request: HttpRequest) -> None:
        meta = request.META
        self.request = request
        self.address = client_address(request)
        self.header_names = tuple([name for name in meta if name[:5] == "HTTP_"])
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        self.session = session_digest(key[:LONGEST_SESSION_KEY]) if key else ""
        # It names, it guards nothing; asking the kernel for it would cost more than all the rest of this.
        self.request_id = UUID(int=getrandbits(128), version=4)  # see above
        self._reading: Reading | None = None

    @property
    def agent(self) -> str:
        agent: str = self.request.META.get("HTTP_USER_AGENT", "")
        return agent

    @property
    def fingerprint(self) -> str:
        return header_fingerprint(self.header_names, self.tls)

    @property
    def tls(self) -> str:
        """The TLS handshake's fingerprint as the trusted proxy tells it; empty without one."""
        header = settings.TLS_FINGERPRINT_HEADER
        told: str = self.request.META.get(header, "") if header else ""
        return told if _TLS.fullmatch(told) else ""

    @property
    def subjects(self) -> Mapping[str, str]:
        """The keys under which the door knows the sender, by kind."""
        return _subjects(self.address or "unknown", self.fingerprint, self.agent, self.session)

    @property
    def reading(self) -> Reading:
        """What the request asks for, and what the rules say of it."""
        if self._reading is None:
            self._reading = read(
                self.request.method or "",
                self.request.path,
                self.request.META.get("QUERY_STRING", ""),
                self.agent,
                body_of(self.request),
                self.header_names,
            )
        return self._reading

    @property
    def is_sent_by_another_site(self) -> bool:
        """Whether another site's page made this browser ask: its owner may know nothing of it."""
        return self.request.META.get("HTTP_SEC_FETCH_SITE") == "cross-site"

    @property
    def is_local(self) -> bool:
        """Whether it comes from this machine: an operator, or a proxy that nobody has told the shop about."""
        return self.address in {"127.0.0.1", "::1"}


def visit_of(request: HttpRequest) -> Visit:
    """The request's visit, made once."""
    known: Any = request.__dict__.get(ATTRIBUTE)
    if known is None:
        known = request.__dict__[ATTRIBUTE] = Visit(request)
    visit: Visit = known
    return visit


LONGEST_BODY = 65_536
_TLS = re.compile(r"[\w.,-]{1,64}", re.ASCII)
_READ_TYPES = ("application/x-www-form-urlencoded", "application/json")


def body_of(request: HttpRequest) -> tuple[str, bytes]:
    """Type and content of a body that rules can read: a form or JSON of at most 64 KiB. Uploads are left to pass."""
    meta = request.META
    length = meta.get("CONTENT_LENGTH") or "0"
    if length == "0" or len(length) > 5 or not length.isdigit() or int(length) > LONGEST_BODY:
        return "", b""
    kind = meta.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    return (kind, request.body) if kind in _READ_TYPES else ("", b"")


@lru_cache(maxsize=8192)
def _subjects(address: str, fingerprint: str, agent: str, session: str) -> dict[str, str]:
    client = client_of(address)
    program = blake2b(f"{fingerprint}|{agent}".encode(), digest_size=8).hexdigest()
    found = {
        Standing.Kind.ADDRESS.value: f"a:{client}",
        Standing.Kind.PROGRAM.value: f"x:{client}|{program}",
    }
    if session:
        found[Standing.Kind.SESSION.value] = f"s:{session}"
    return found
