"""Asking the web process whether it answers, without waiting for it."""

import contextlib
import select
import socket

from shop.base.supervisor.plan import EVERYWHERE, Plan

PATH = "/healthz"


class Probe:
    """One question at a time: connects, asks, and looks later whether an answer came."""

    def __init__(self, plan: Plan) -> None:
        self.address = (EVERYWHERE.get(plan.host, plan.host), plan.port)
        self.connection: socket.socket | None = None

    def is_answered(self) -> bool:
        """Whether the answer has come. The question is asked again when the connection was refused or lost."""
        if self.connection is None:
            self._ask()
            return False
        readable, _, _ = select.select([self.connection], [], [], 0)
        if not readable:
            return False
        said = b""
        with contextlib.suppress(OSError):
            said = self.connection.recv(64)
        self.close()
        return said.startswith(b"HTTP/")

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def _ask(self) -> None:
        question = f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        with contextlib.suppress(OSError):
            connection = socket.create_connection(self.address, timeout=0.5)
            connection.sendall(question.encode("ascii"))
            self.connection = connection
