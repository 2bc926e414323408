"""The embedded Valkey: cache, task queue and channels, kept in an append-only file."""

import signal
import socket
import time
from pathlib import Path
from urllib.parse import quote

from shop.base.embedded import folders, programs
from shop.base.embedded.accounts import server_account
from shop.base.embedded.errors import EmbeddedServerError, disk_full
from shop.base.embedded.server import Launch, Say

SOCKET = "valkey.sock"
ANSWER_SECONDS = 5.0
WAIT_FOR_OLD_SECONDS = 10
OPTIONS = {
    "port": "0",
    "unixsocketperm": "700",
    "daemonize": "no",
    "databases": "16",
    "appendonly": "yes",
    "appendfsync": "everysec",
    "save": "",
    "maxmemory": "256mb",
    # Tasks and counters live beside the cache: refusing a write is honest, dropping a task is not.
    "maxmemory-policy": "noeviction",
}


class ValkeyServer:
    """The Valkey of one home folder."""

    kind = "valkey"
    stop_signals: tuple[int, ...] = (signal.SIGTERM,)

    def __init__(self, home: Path) -> None:
        self.home = home
        self.server = folders.server_folder(home)
        self.data = self.server / "valkey"
        self.account = server_account(self.data)
        self.programs = programs.for_account(programs.valkey_programs(), self.account, self.server)
        self.socket = folders.socket_folder(self.server, self.account) / SOCKET

    def prepare(self, say: Say) -> Launch:
        folders.private_folder(self.data, self.account)
        end_predecessor(self.socket, say)
        options = {**OPTIONS, "unixsocket": str(self.socket), "dir": str(self.data)}
        command = [str(self.programs.path())]
        command += [part for name, value in options.items() for part in (f"--{name}", value)]
        return Launch(command, self.account, self.data, signal.SIGTERM)

    def is_ready(self, pid: int) -> bool:
        return ask(self.socket, "PING") == "+PONG"

    def url(self) -> str:
        return f"unix://{quote(str(self.socket))}?db=0"

    def facts(self) -> dict[str, str]:
        return {
            "version": self.programs.version,
            "programs": f"{self.programs.origin} ({self.programs.folder})",
            "data": str(self.data),
            "runs as": self.account.name,
        }

    def tidy(self) -> None:
        folders.drop_socket_folder(self.socket.parent, self.server)

    def trouble(self, log: str) -> str:
        if "No space left on device" in log:
            return str(disk_full(self.data))
        return (
            f"Valkey did not start. The last lines of {self.home}/logs/valkey.log say:\n{log}\n"
            "Orders and products are not kept there. To start with an empty cache and queue: "
            f"mv {self.data} {self.data}-old"
        )


def end_predecessor(path: Path, say: Say) -> None:
    """End a server that an earlier keeper left behind: two must never write to the same file.

    The caller holds the lock of this server's keeper. Raises EmbeddedServerError when it does not end.
    """
    deadline = time.monotonic() + WAIT_FOR_OLD_SECONDS
    while ask(path, "SHUTDOWN") is not None:
        say("Ending a Valkey that was left behind.")
        if time.monotonic() > deadline:
            raise EmbeddedServerError(
                f"An older Valkey still answers at {path} and does not end. End it by hand."
            )
        time.sleep(0.1)
    path.unlink(missing_ok=True)


def ask(path: Path, command: str) -> str | None:
    """The first line of the server's answer; empty when it closes the connection; None when nobody listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(ANSWER_SECONDS)
        try:
            connection.connect(str(path))
            connection.sendall(f"{command}\r\n".encode("ascii"))
            return connection.recv(256).split(b"\r\n")[0].decode("ascii", "replace")
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        except OSError:
            return ""
