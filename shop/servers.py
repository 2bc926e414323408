"""`manage.py servers`: look at the embedded servers, start them, end them, or delete their data."""

import argparse
from pathlib import Path

from shop import config
from shop.base.embedded import folders, servers
from shop.base.embedded.errors import EmbeddedServerError
from shop.base.supervisor import run as supervisor
from shop.base.supervisor.errors import CannotRun


def main(arguments: list[str]) -> int:
    """Do what the arguments ask. Returns the exit status."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    home = config.load().shopkeeper_home.absolute()
    try:
        return int(asked.do(home, asked))
    except (CannotRun, EmbeddedServerError) as trouble:
        print(trouble)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="manage.py servers", description=__doc__)
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    actions.add_parser("status", help="which run, and where").set_defaults(do=_status)
    actions.add_parser("stop", help="end a running shop and the servers").set_defaults(do=_stop)
    delete = actions.add_parser(
        "remove", help="end them and delete all data: orders, products, everything"
    )
    delete.add_argument("--yes", action="store_true", help="do not ask")
    delete.set_defaults(do=_remove)
    return parser


def _status(home: Path, _asked: argparse.Namespace) -> int:
    for server in servers.status(home):
        print(f"{server.kind}: {server.state}")
        for name, value in server.facts.items():
            if name not in {"state", "pid"}:
                print(f"  {name}: {value}")
    for folder in folders.forsaken():
        print(f"Left by a project that is gone: {folder} (rm -r deletes it)")
    return 0


def _stop(home: Path, _asked: argparse.Namespace) -> int:
    print(supervisor.stop(home))
    return 0


def _remove(home: Path, asked: argparse.Namespace) -> int:
    if not asked.yes and input(f"Delete all data of the shop in {home}? Type yes: ") != "yes":
        print("Nothing was deleted.")
        return 1
    supervisor.stop(home)
    servers.remove(home)
    print("The data of the embedded servers is gone. The next start makes a new shop.")
    return 0
