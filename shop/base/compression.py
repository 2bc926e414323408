"""Brotli and gzip copies of the static files, which WhiteNoise serves in place of the files themselves."""

import json
import os
from pathlib import Path

from whitenoise.compress import Compressor

SUFFIXES = (".br", ".gz")


class SafeCompressor(Compressor):
    """Writes each copy in one step, so that a copy is whole or not there."""

    def write_data(self, path: str, data: bytes, suffix: str, stat_result: os.stat_result) -> str:
        half = f"{path}{suffix}.half"
        super().write_data(path, data, f"{suffix}.half", stat_result)
        Path(half).rename(f"{path}{suffix}")
        return f"{path}{suffix}"


def compress_collected(root: Path) -> int:
    """Compress the hashed files in ``root`` that have no copies yet, smallest first. Returns how many were compressed.

    Only hashed files are named by pages. A file that compression does not make smaller is tried again each time.
    """
    compressor = SafeCompressor(quiet=True)
    waiting = [path for path in _hashed_files(root) if compressor.should_compress(path.name)]
    waiting = [path for path in waiting if not _has_copies(path)]
    for path in sorted(waiting, key=lambda path: path.stat().st_size):
        compressor.compress(str(path))
    return len(waiting)


def _hashed_files(root: Path) -> list[Path]:
    manifest = json.loads((root / "staticfiles.json").read_text(encoding="utf-8"))
    return [root / name for name in set(manifest["paths"].values())]


def _has_copies(path: Path) -> bool:
    return any(path.with_name(path.name + suffix).exists() for suffix in SUFFIXES)
