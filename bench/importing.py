"""The import of a real shop's sales: ``python -m bench importing [FILE]``.

Lines a second against reading the same file with Python's csv module in the same run, the process's peak memory, and
a second run, which must import nothing. The file is UCI's Online Retail (``EVALUATION_DATA`` or ``../shared/data``
may hold it).
"""

import argparse
import csv
import gzip
import os
import resource
import time
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from bench.scratch import scratch_database
from orders.models import Order, OrderLine

FOLDERS = (os.environ.get("EVALUATION_DATA", ""), "../shared/data")


def main(arguments: list[str]) -> None:
    """Import the file twice into a database of the benchmark's own."""
    parser = argparse.ArgumentParser(prog="python -m bench importing", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=_known_file())
    file: Path | None = parser.parse_args(arguments).file
    if file is None or not file.exists():
        print("importing: the Online Retail file is not here; name it as an argument.")
        return
    lines, floor = _read_plainly(file)
    print(f"{lines:,} lines; read with csv alone: {lines / floor:,.0f} lines/s")
    with scratch_database():
        for words in ("first run", "second run"):
            started = time.perf_counter()
            call_command("import_orders", str(file), stdout=StringIO())
            took = time.perf_counter() - started
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{words}: {lines / took:,.0f} lines/s ({took:.1f} s, {took / floor:.0f}x reading alone); "
                f"{Order.objects.count():,} orders, {OrderLine.objects.count():,} order lines; peak {peak:.0f} MiB"
            )


def _read_plainly(file: Path) -> tuple[int, float]:
    started = time.perf_counter()
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", newline="") as text:
        lines = sum(1 for _row in csv.reader(text))
    return lines, time.perf_counter() - started


def _known_file() -> Path | None:
    folders = [Path(folder) / "online_retail" for folder in FOLDERS if folder]
    found = [path for folder in folders for path in sorted(folder.glob("*.csv*"))]
    return found[0] if found else None
