"""Runs the benchmarks: ``python -m bench [NAME …] [--quick] [--data FILE]``.

Each prints its figures as ratios to something plain that is measured in the same run: times of a machine that others
use too, or that is another machine, say little by themselves.
"""

import argparse
import importlib
import os
import time
from pathlib import Path

from bench.options import Options
from bench.surroundings import surroundings

BENCHMARKS = {
    "pages": "pages, cart, checkout and orders against plain Django",
    "importing": "a real transaction file of another system",
    "ingest": "remembering what people do",
    "security_cost": "watching the door",
    "enumeration": "whether the time of an answer tells if an address is known",
    "soak": "ten minutes of shoppers and attackers, with memory flat",
    "relevance": "the order of what search finds, judged by hand",
    "searching": "search, suggestions and facets over many products",
    "drawings": "the pictures of the demo shop",
}
# A big file of real transactions, beside the project where those who judge it keep their data.
FILE = "online_retail/online_retail_until_2011-09-30.csv.gz"


def main() -> None:
    """Run the benchmarks that were named, or all."""
    options, names = _asked()
    load = os.getloadavg()[0]
    print(
        f"{os.cpu_count()} cores; load before: {load:.1f}"
        + (" (others use this machine)" * (load > 0.5))
    )
    with surroundings():
        for name in names:
            print(f"\n{name}: {BENCHMARKS[name]}", flush=True)
            started = time.monotonic()
            importlib.import_module(f"bench.{name}").run(options)
            print(f"({time.monotonic() - started:.0f} s)", flush=True)


def _asked() -> tuple[Options, list[str]]:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        epilog="; ".join(f"{name}: {words}" for name, words in BENCHMARKS.items()),
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="all of them unless named")
    parser.add_argument("--quick", action="store_true", help="short, for a first look")
    parser.add_argument(
        "--data",
        type=Path,
        help="file for `importing`; else it is looked for under EVALUATION_DATA",
    )
    given = parser.parse_args()
    for name in given.names:
        if name not in BENCHMARKS:
            parser.error(f"There is no benchmark {name!r}. There are: {', '.join(BENCHMARKS)}.")
    folder = os.environ.get("EVALUATION_DATA")
    data = given.data or (Path(folder) / FILE if folder else None)
    return Options(given.quick, data), given.names or list(BENCHMARKS)


if __name__ == "__main__":
    main()
