"""Networks of addresses, and a table that says in constant time which of them an address belongs to."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
# One household or server has a whole /64 of version 6: its addresses are one client.
CLIENT_BITS = 64


def network_of(text: str) -> Network | None:
    """A network from "203.0.113.7" or "203.0.113.0/24"; None when it is neither."""
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def client_of(address: str) -> str:
    """What counts as one client: an IPv4 address, or the /64 of an IPv6 address."""
    if ":" not in address:
        return address
    return str(ip_network((address, CLIENT_BITS), strict=False))


class NetworkTable:
    """Networks with a label each. A look-up costs one dictionary access per length of prefix, whatever their number."""

    def __init__(self, networks: Iterable[tuple[str, str]] = ()) -> None:
        self._by_length: dict[tuple[int, int], dict[int, str]] = {}
        for text, label in networks:
            network = network_of(text)
            if network is not None:
                shift = network.max_prefixlen - network.prefixlen
                start = int(network.network_address) >> shift
                self._by_length.setdefault((network.version, shift), {})[start] = label

    def __len__(self) -> int:
        return sum(map(len, self._by_length.values()))

    def label_of(self, address: str) -> str | None:
        """The label of a network that the address belongs to; None for a stranger or what is no address."""
        if not self._by_length:
            return None
        try:
            parsed = ip_address(address)
        except ValueError:
            return None
        number = int(parsed)
        for (version, shift), starts in self._by_length.items():
            if version == parsed.version and (number >> shift) in starts:
                return starts[number >> shift]
        return None
