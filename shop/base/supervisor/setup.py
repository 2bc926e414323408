"""Whether the set-up of this shop has been done already: the steps are run again when anything they depend on changed."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psycopg

from shop.base.supervisor.errors import CannotRun

# A database that was created anew under the same name gives its tables other numbers.
DATABASE_MARK = """
    SELECT format('%s/%s', d.oid, to_regclass('django_migrations')::oid)
    FROM pg_database d WHERE d.datname = current_database()
"""


def fingerprint(project: Path, steps: Iterable[dict[str, Any]], connection: dict[str, Any]) -> str:
    """A digest of everything that the set-up steps depend on: migrations, packages, static files, the database.

    ``connection`` is Django's entry of the database. Raises CannotRun when it does not answer.
    """
    digest = hashlib.sha256(json.dumps(list(steps), sort_keys=True).encode())
    for path in _migrations(project):
        digest.update(path.read_bytes())
    digest.update((project / "requirements.txt").read_bytes())
    for path in sorted((project / "static").rglob("*")):
        known = path.stat()
        digest.update(f"{path.relative_to(project)} {known.st_size} {known.st_mtime_ns}\n".encode())
    digest.update(
        f"{connection['HOST']} {connection['NAME']} {_database_mark(connection)}".encode()
    )
    return digest.hexdigest()


def _migrations(project: Path) -> list[Path]:
    """Every migration of the shop itself; those of packages change with requirements.txt."""
    rooms = [room for room in project.iterdir() if room.is_dir() and room.name[0].isalpha()]
    return sorted(path for room in rooms for path in room.glob("**/migrations/*.py"))


def _database_mark(connection: dict[str, Any]) -> str:
    try:
        return _ask_database(connection)
    except psycopg.OperationalError as error:
        raise CannotRun(
            f"The database does not answer: {error}\nIs DATABASE_URL right, and does it run?"
        ) from error


def _ask_database(connection: dict[str, Any]) -> str:
    with psycopg.connect(
        dbname=connection["NAME"],
        user=connection["USER"] or None,
        password=connection["PASSWORD"] or None,
        host=connection["HOST"] or None,
        port=connection["PORT"] or None,
        connect_timeout=5,
    ) as database:
        row = database.execute(DATABASE_MARK).fetchone()
    return str(row)
