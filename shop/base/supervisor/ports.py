"""Whether the shop can listen where it should."""

import errno
import socket
from contextlib import closing

from shop.base.supervisor.errors import CannotRun

LOOK_AHEAD = 50


def check_ports(host: str, ports: tuple[int, ...]) -> None:
    """Raise CannotRun, with what to type instead, when one of the ports cannot be had."""
    for port in ports:
        trouble = _trouble(host, port)
        if trouble == errno.EADDRINUSE:
            raise CannotRun(_taken(host, port, ports))
        if trouble in {errno.EACCES, errno.EPERM}:
            raise CannotRun(
                f"Port {port} is open to root only. Choose one above 1023: make run PORT={_free(host, ports)}"
            )
        if trouble:
            raise CannotRun(
                f"The shop cannot listen on {host}: it is no address of this machine. Try HOST=127.0.0.1."
            )


def _taken(host: str, port: int, ports: tuple[int, ...]) -> str:
    beside = f" (the shop needs {' and '.join(map(str, ports))})" if len(ports) > 1 else ""
    return (
        f"Port {port} on {host} is taken by another program{beside}. "
        f"Start the shop on another one: make run PORT={_free(host, ports)}"
    )


def _trouble(host: str, port: int) -> int:
    """Zero when the port can be had, else the number of the system's error."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with closing(socket.socket(family, kind, protocol)) as probe:
            # As the web server does: connections that linger from its last run are no obstacle.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        return error.errno or errno.EADDRNOTAVAIL
    return 0


def _free(host: str, ports: tuple[int, ...]) -> int:
    """A port nearby where the shop would find room."""
    first = max(min(ports), 8000)
    gaps = [port - min(ports) for port in ports]
    for candidate in range(first + 10, first + 10 * LOOK_AHEAD, 10):
        if not any(_trouble(host, candidate + gap) for gap in gaps):
            return candidate
    return first + 10
