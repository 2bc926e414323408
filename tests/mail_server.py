"""A mail server on a socket of its own, which tests switch off and on and tell what to refuse."""

import asyncio
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP


class MailServer:
    """Keeps what arrives in ``letters``. ``refusals`` maps an address, or "DATA", to the answer that it gets."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refusals: dict[str, str] = {}
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._listener: asyncio.Server | None = None

    def open(self) -> None:
        """Take connections, on the same port as before."""
        self._listener = self._wait(
            self._loop.create_server(lambda: SMTP(self, loop=self._loop), "127.0.0.1", self.port)
        )
        self.port = self._listener.sockets[0].getsockname()[1]

    def go_away(self) -> None:
        """Refuse every connection from now on."""
        if self._listener:
            self._listener.close()
            self._wait(self._listener.wait_closed())

    def end(self) -> None:
        """Go away for good."""
        self.go_away()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take an address unless it stands among the refusals."""
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep the letter unless letters are refused."""
        if "DATA" in self.refusals:
            return self.refusals["DATA"]
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 OK"

    def _wait(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)
