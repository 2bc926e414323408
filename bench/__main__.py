"""``python -m bench [NAME ...]``: the shop's benchmarks, each printing ratios against something in the same run."""

import os
import sys
from importlib import import_module

import django

NAMES = ("pages", "security_cost", "ingest", "importing", "drawings")


def main() -> int:
    """Run the benchmarks that are named, or all. What follows ``--`` goes to a single one."""
    words, own = _split(sys.argv[1:])
    unknown = sorted(set(words) - set(NAMES))
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. Known: {', '.join(NAMES)}.")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    django.setup()
    for name in words or NAMES:
        print(f"\n== {name}")
        import_module(f"bench.{name}").main(own)
    return 0


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    if "--" not in arguments:
        return arguments, []
    at = arguments.index("--")
    return arguments[:at], arguments[at + 1 :]


if __name__ == "__main__":
    sys.exit(main())
