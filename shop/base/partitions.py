"""Tables cut into months: what is old goes at once, and what is new stays small.

A log of millions of rows a month is a partitioned table in PostgreSQL; to Django it is a table like any other. Each
month has a partition ``<table>_2026_11``; rows of other times wait in ``<table>_rest``, so that a row is never refused.
Months are those of UTC.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

MONTHS_AHEAD = 2
_NAME = re.compile(r"_(\d{4})_(\d{2})$")


def month_of(at: datetime) -> datetime:
    """The first moment of a time's month."""
    return at.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def after(month: datetime, months: int = 1) -> datetime:
    """The first moment of a later month, or of an earlier one."""
    count = month.year * 12 + month.month - 1 + months
    return month.replace(year=count // 12, month=count % 12 + 1)


def months_of(table: str) -> list[datetime]:
    """The months that have a partition, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass",
            [table],
        )
        names = [name for (name,) in cursor.fetchall()]
    found = (_NAME.search(name) for name in names)
    return sorted(datetime(int(one[1]), int(one[2]), 1, tzinfo=UTC) for one in found if one)


def prepare(table: str, column: str, now: datetime, *, ahead: int = MONTHS_AHEAD) -> int:
    """Make the partitions of this month and of the next ones that are missing. Returns how many. Safe to repeat."""
    known = set(months_of(table))
    wanted = [after(month_of(now), number) for number in range(ahead + 1)]
    missing = [month for month in wanted if month not in known]
    for month in missing:
        with transaction.atomic():
            _add(connection, table, column, month)
    return len(missing)


def drop_before(table: str, moment: datetime) -> int:
    """Drop the months that ended before a moment. Returns how many rows they had."""
    dropped = 0
    for month in months_of(table):
        if after(month) <= moment:
            with transaction.atomic(), connection.cursor() as cursor:
                partition = sql.Identifier(_partition(table, month))
                cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(partition))
                dropped += cursor.fetchone()[0]
                cursor.execute(sql.SQL("DROP TABLE {}").format(partition))
    return dropped


def cut(database: BaseDatabaseWrapper, table: str, column: str, now: datetime) -> None:
    """Turn a whole table into one of months, with its rows, constraints and indexes. For migrations."""
    with database.cursor() as cursor:
        indexes, whole = _set_aside(database, table)
        cursor.execute(
            sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE ({})").format(
                sql.Identifier(table), sql.Identifier(whole), sql.Identifier(column)
            )
        )  # fmt: skip
        cursor.execute(
            sql.SQL("ALTER TABLE {} ADD PRIMARY KEY (id, {})").format(
                sql.Identifier(table), sql.Identifier(column)
            )
        )
        cursor.execute(
            sql.SQL("CREATE TABLE {} PARTITION OF {} DEFAULT").format(
                sql.Identifier(f"{table}_rest"), sql.Identifier(table)
            )
        )
        for month in _months_with_rows(database, whole, column, now):
            _add(database, table, column, month)
        _take_over(database, table, whole, indexes)


def join(database: BaseDatabaseWrapper, table: str) -> None:
    """Turn a table of months into a whole one again: the way back of a migration that ``cut()`` it."""
    with database.cursor() as cursor:
        indexes, months = _set_aside(database, table)
        cursor.execute(
            sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)").format(
                sql.Identifier(table), sql.Identifier(months)
            )
        )
        cursor.execute(sql.SQL("ALTER TABLE {} ADD PRIMARY KEY (id)").format(sql.Identifier(table)))
        _take_over(database, table, months, indexes)


def _partition(table: str, month: datetime) -> str:
    return f"{table}_{month:%Y_%m}"


def _add(database: BaseDatabaseWrapper, table: str, column: str, month: datetime) -> None:
    """A partition with the rows of its month that came before it was there."""
    names = {
        "table": sql.Identifier(table),
        "rest": sql.Identifier(f"{table}_rest"),
        "month": sql.Identifier(_partition(table, month)),
        "column": sql.Identifier(column),
        "start": sql.Literal(month),
        "end": sql.Literal(after(month)),
    }
    statements = (
        "LOCK TABLE {rest} IN ACCESS EXCLUSIVE MODE",
        "CREATE TABLE {month} (LIKE {table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)",
        """
        WITH moved AS (DELETE FROM {rest} WHERE {column} >= {start} AND {column} < {end} RETURNING *)
        INSERT INTO {month} SELECT * FROM moved
        """,
        "ALTER TABLE {table} ATTACH PARTITION {month} FOR VALUES FROM ({start}) TO ({end})",
    )
    with database.cursor() as cursor:
        for statement in statements:
            cursor.execute(sql.SQL(statement).format(**names))


def _set_aside(database: BaseDatabaseWrapper, table: str) -> tuple[list[str], str]:
    """Give a table another name and take its indexes' names. Returns how they are made, and that name."""
    aside = f"{table}_before"
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid), indisprimary FROM pg_index "
            "WHERE indrelid = %s::regclass",
            [table],
        )
        found = cursor.fetchall()
        cursor.execute(
            sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(
                sql.Identifier(table), sql.Identifier(next(name for name, _, first in found if first))
            )
        )  # fmt: skip
        for name, _made, is_primary in found:
            if not is_primary:
                cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        cursor.execute(
            sql.SQL("ALTER TABLE {} RENAME TO {}").format(
                sql.Identifier(table), sql.Identifier(aside)
            )
        )
    made = [
        text.replace(" ON ONLY ", " ON ") for _name, text, is_primary in found if not is_primary
    ]
    return made, aside


def _take_over(database: BaseDatabaseWrapper, table: str, aside: str, indexes: list[str]) -> None:
    """The rows, the numbering and the indexes of a table that was set aside, which then goes."""
    new, old = sql.Identifier(table), sql.Identifier(aside)
    numbers = sql.Identifier(f"{table}_numbers")
    with database.cursor() as cursor:
        cursor.execute(sql.SQL("INSERT INTO {} SELECT * FROM {}").format(new, old))
        cursor.execute(sql.SQL("ALTER TABLE {} ALTER id DROP DEFAULT").format(new))
        cursor.execute(sql.SQL("DROP TABLE {}").format(old))
        cursor.execute(sql.SQL("DROP SEQUENCE IF EXISTS {}").format(numbers))
        cursor.execute(sql.SQL("CREATE SEQUENCE {} OWNED BY {}.id").format(numbers, new))
        cursor.execute(
            sql.SQL("SELECT setval(%s, (SELECT coalesce(max(id), 0) + 1 FROM {}), false)").format(
                new
            ),
            [f"{table}_numbers"],
        )
        cursor.execute(
            sql.SQL("ALTER TABLE {} ALTER id SET DEFAULT nextval({}::regclass)").format(
                new, sql.Literal(f"{table}_numbers")
            )
        )
        for made in indexes:
            cursor.execute(made)


def _months_with_rows(
    database: BaseDatabaseWrapper, table: str, column: str, now: datetime
) -> Iterator[datetime]:
    """Every month from that of the oldest row, at most a year ago, to the one that is prepared for."""
    with database.cursor() as cursor:
        cursor.execute(
            sql.SQL("SELECT min({}) FROM {}").format(sql.Identifier(column), sql.Identifier(table))
        )
        oldest = cursor.fetchone()[0] or now
    month = max(month_of(oldest), after(month_of(now), -12))
    while month <= after(month_of(now), MONTHS_AHEAD):
        yield month
        month = after(month)
