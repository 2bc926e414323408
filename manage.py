#!/usr/bin/env python
"""Runs one of the shop's commands: ``manage.py help`` lists them."""

import os
import sys


def main(arguments: list[str]) -> int:
    """Run a command. The two that look after processes do it without Django, the others are Django's."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    try:
        if arguments[1:] == ["run"]:
            from shop.run import main as run  # the supervisor stays small without Django's apps

            return run()
        if arguments[1:2] == ["servers"]:
            from shop.servers import (
                main as servers,
            )  # must not start the servers that it may have to stop

            return servers(arguments[2:])
        _run_django(arguments)
    except ImportError as error:
        if error.name in {"django", "pydantic", "pydantic_settings", "yaml"}:
            sys.exit(
                "The shop's packages are not installed here. Run `make run`, or use the .venv that it builds."
            )
        raise
    return 0


def _run_django(arguments: list[str]) -> None:
    from django.core.management import execute_from_command_line  # tells a missing install plainly

    from shop.base.embedded.errors import EmbeddedServerError  # likewise

    try:
        execute_from_command_line(arguments)
    except EmbeddedServerError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    sys.exit(main(sys.argv))
