"""Many rows at once by PostgreSQL's COPY: ten times as fast as INSERT, with flat memory."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from psycopg import sql


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write rows, each in the order of ``columns``, in one statement: all of them or none. Returns how many.

    Columns that are not named get the database's own default. Goes past the ORM: the caller vouches for the values,
    the table's constraints still hold.
    """
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    connection.ensure_connection()
    written = 0
    with (
        connection.wrap_database_errors,
        connection.connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row(row)
            written += 1
    return written
