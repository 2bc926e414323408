"""A body with a gap that each answer fills differently, kept compressed.

Compressing 60 kB for every visitor would cost more than all the rest of a kept page. Here the text around the gaps is
compressed once; what goes into a gap is stored between as it is, which deflate allows. So a visitor's token is never
compressed together with the page either, and its length betrays nothing.
"""

import struct
import zlib
from dataclasses import dataclass
from typing import Self

_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"  # gzip, deflated, no name, no time, best compression
_END = b"\x03\x00"  # an empty last block


@dataclass(frozen=True, slots=True)
class Spliced:
    """The pieces of a body between its gaps, plain and deflated."""

    plain: tuple[bytes, ...]
    deflated: tuple[bytes, ...]

    @classmethod
    def at(cls, gap: bytes, body: bytes) -> Self:
        """Cut a body at every occurrence of ``gap``."""
        pieces = tuple(body.split(gap))
        return cls(pieces, tuple(_deflated(piece) for piece in pieces))

    @property
    def has_gaps(self) -> bool:
        return len(self.plain) > 1

    def filled(self, text: bytes) -> bytes:
        """The body with ``text`` in every gap."""
        return text.join(self.plain)

    def gzipped(self, text: bytes) -> bytes:
        """The same body as a gzip file. ``text`` is at most 65,535 bytes."""
        size = len(text)
        stored = struct.pack("<BHH", 0, size, size ^ 0xFFFF) + text
        body = self.filled(text)
        end = struct.pack("<II", zlib.crc32(body), len(body) & 0xFFFFFFFF)
        return b"".join((_HEADER, stored.join(self.deflated), _END, end))


def _deflated(piece: bytes) -> bytes:
    """Deflate blocks that end on a whole byte and refer to nothing before them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
