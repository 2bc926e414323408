"""The import of a real shop's sales: lines a second, memory, and a second run, which must import nothing.

Each run is a process of its own (``manage.py import_orders``), as an operator would start it. Beside it stands what
reading the same file with Python's csv module takes.
"""

import csv
import gzip
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from django.db import connection

from bench.options import Options
from bench.serving import ROOT
from bench.surroundings import fresh_database
from orders.models import Order, OrderLine

MIB = 1024 * 1024
LEAST = 20_000


def run(options: Options) -> None:
    """Import the file twice into an empty shop."""
    file = options.data
    if file is None or not file.exists():
        print("No file to import: name one with --data, or its folder by EVALUATION_DATA.")
        return
    lines, floor = _read_plainly(file)
    print(f"{lines:,} lines; csv alone reads {lines / floor:,.0f} a second")
    with fresh_database():
        idle = _memory_of_nothing()
        for words in ("first run", "second run"):
            seconds, cpu, peak, said = _import(file)
            verdict = ""
            if words == "first run":
                verdict = f"; must ≥ {LEAST:,}: {'met' if lines / seconds >= LEAST else 'MISSED'}"
            print(
                f"{words}: {lines / seconds:,.0f} lines/s ({seconds:.1f} s; CPU {cpu:.1f} s = {seconds and cpu / floor:.0f}x csv "
                f"alone, PostgreSQL not counted); peak {peak / MIB:.0f} MiB, of it {idle / MIB:.0f} the shop's own code{verdict}"
            )
            print(f"  {said}")
            print(
                f"  in the shop: {Order.objects.count():,} orders, {OrderLine.objects.count():,} lines"
            )
            connection.close()


def _read_plainly(file: Path) -> tuple[int, float]:
    """Lines of the file, and the CPU seconds of reading it."""
    started = time.process_time()
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", encoding="utf-8", newline="") as text:
        lines = sum(1 for _row in csv.reader(text))
    return lines, time.process_time() - started


def _import(file: Path) -> tuple[float, float, int, str]:
    """Wall and CPU seconds, peak bytes and words of one import."""
    started = time.perf_counter()
    command = [sys.executable, "manage.py", "import_orders", str(file), "--source", "bench"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        said = process.stdout.read()
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit("The import failed.")
    first = re.match(r"[^;\n]*", said)[0]
    unit = 1 if sys.platform == "darwin" else 1024
    seconds = time.perf_counter() - started
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit, first


def _memory_of_nothing() -> int:
    """Peak bytes of a management command that does nothing."""
    command = [sys.executable, "manage.py", "import_orders", "--help"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
