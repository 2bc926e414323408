"""A body with a gap that each answer fills differently, kept compressed.

Compressing 60 kB for every visitor would cost more than all the rest of a kept page. Here the text around the gaps is
compressed once; what goes into a gap is stored between as it is, which deflate allows. So a visitor's token is never
compressed together with the page either, and its length betrays nothing.

A gzip file ends with the check sum of its content. Reckoning 60 kB for every visitor would be a third of the cost of a
kept page, so only what goes into the gaps is reckoned: a CRC is linear, and what each bit of a difference in the gaps
does to the sum of the whole is found once.
"""

import struct
import zlib
from dataclasses import dataclass
from typing import Self

_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"  # gzip, deflated, no name, no time, best compression
_END = b"\x03\x00"  # an empty last block
# The length of a text whose sum is quickly found: that of a CSRF cookie's value.
USUAL = 32
_ZEROS = bytes(USUAL)
_SUM_OF_A_GAP_OF_ZEROS = zlib.crc32(_ZEROS)


@dataclass(frozen=True, slots=True)
class Spliced:
    """The pieces of a body between its gaps, plain and deflated."""

    plain: tuple[bytes, ...]
    deflated: tuple[bytes, ...]
    sum_of_zeros: int
    sum_by_bit: tuple[int, ...]

    @classmethod
    def at(cls, gap: bytes, body: bytes) -> Self:
        """Cut a body at every occurrence of ``gap``."""
        pieces = tuple(body.split(gap))
        return cls(
            pieces,
            tuple(_deflated(piece) for piece in pieces),
            zlib.crc32(_ZEROS.join(pieces)),
            _sum_by_bit(pieces),
        )

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
        length = sum(map(len, self.plain)) + size * (len(self.plain) - 1)
        end = struct.pack("<II", self._sum(text), length & 0xFFFFFFFF)
        return b"".join((_HEADER, stored.join(self.deflated), _END, end))

    def _sum(self, text: bytes) -> int:
        """The CRC-32 of the body with ``text`` in every gap."""
        if len(text) != USUAL:
            return zlib.crc32(self.filled(text))
        found = self.sum_of_zeros
        difference = zlib.crc32(text) ^ _SUM_OF_A_GAP_OF_ZEROS
        for bit, change in enumerate(self.sum_by_bit):
            if difference >> bit & 1:
                found ^= change
        return found


def _deflated(piece: bytes) -> bytes:
    """Deflate blocks that end on a whole byte and refer to nothing before them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)


def _sum_by_bit(pieces: tuple[bytes, ...]) -> tuple[int, ...]:
    """What each bit of a difference in the sum right behind a gap changes in the sum of the whole, over all gaps."""
    found = [0] * 32
    behind = 0
    for piece in reversed(pieces[1:]):
        behind += len(piece)
        zeros = bytes(behind)
        unchanged = zlib.crc32(zeros, 0)
        found = [known ^ zlib.crc32(zeros, 1 << bit) ^ unchanged for bit, known in enumerate(found)]
        behind += USUAL
    return tuple(found)
