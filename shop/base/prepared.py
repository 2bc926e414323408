"""Statements of the busiest pages, built by the ORM once per process and prepared by the database.

Building a statement through the ORM costs more than running it. Here a QuerySet with ``Slot``s where its values go is
turned into SQL the first time; after that each call only binds values. Rows come as tuples, in the order of
``values_list()``.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar, cast

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Expression, Field, Lookup, Model, QuerySet
from django.db.models.fields.related import ForeignKey
from psycopg.sql import Literal

from shop.base.models.records import Record

Row = TypeVar("Row")
Made = TypeVar("Made", bound=Model)


class Slot(Expression):
    """The place of a value that is given when the statement runs.

    Compares with any field: ``filter(pk=Slot("pk"))``, ``filter(pk__any=Slot("ids"))`` for a list.
    """

    def __init__(self, name: str, output_field: Field[Any, Any] | None = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


@Field.register_lookup
class AnyOf(Lookup):
    """``field__any=Slot("ids")``: one of the values of a list, whatever its length."""

    lookup_name = "any"

    def get_prep_lookup(self) -> Any:
        """The list as it is: each of its values is one of the field."""
        return list(self.rhs) if isinstance(self.rhs, tuple) else self.rhs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} = ANY({right})", (*left_values, *right_values)


ForeignKey.register_lookup(AnyOf)


class _PreparedCursor(ServerBindingCursor):
    """A cursor whose statements the database keeps prepared, planned once for many runs, unless settings forbid it."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        own: Any = super()  # Django's class takes its methods from psycopg's at run time
        done = own.execute(query, params, **{"prepare": True, **options})
        if self._query is None:
            # psycopg says what it sent, but for prepared statements; logs and counts of statements ask.
            self._query: Any = _Said(query.encode())
        return done


class _Said(NamedTuple):
    """A statement as it was sent, where psycopg looks for it."""

    query: bytes


def as_tuple(*values: Any) -> tuple[Any, ...]:
    """A row as it comes."""
    return values


class Prepared(Generic[Row]):
    """A QuerySet of ``values_list()`` that is built once. ``as_row`` makes something of each row's values.

    One that ``is_page`` takes a ``limit`` and an ``offset`` with its values.
    """

    def __init__(
        self,
        build: Callable[[], QuerySet[Any, Any]],
        as_row: Callable[..., Row],
        *,
        is_page: bool = False,
    ) -> None:
        self._build = build
        self._as_row = as_row
        self._is_page = is_page
        self._sql = ""
        self._values: list[Slot] = []
        self._compiler: Any = None
        self._converters: dict[int, Any] = {}

    def first(self, **values: Any) -> Row | None:
        """The first row for these values; None when there is none."""
        return next(iter(self.rows(**values)), None)

    def rows(self, **values: Any) -> list[Row]:
        """Run it with a value for every slot."""
        if not self._sql:
            self._prepare()
        found: Any = run(self._sql, [_bound(values[slot.name]) for slot in self._values])
        if self._converters:
            found = self._compiler.apply_converters(found, self._converters)
        return [self._as_row(*row) for row in found]

    def _prepare(self) -> None:
        compiler = self._build().query.get_compiler("default")
        sql, values = compiler.as_sql()
        sql, self._values = _with_constants(sql, values)
        self._converters = compiler.get_converters(
            [column for column, _sql, _alias in compiler.select]
        )
        self._compiler = compiler
        if self._is_page:
            sql += " LIMIT %s OFFSET %s"
            self._values += [Slot("limit"), Slot("offset")]
        self._sql = sql


def models(model: type[Made], build: Callable[[], QuerySet[Made, Any]]) -> Prepared[Made]:
    """A QuerySet of whole models that is built once. Related models are not read with them."""
    return Prepared(
        lambda: build().values_list(*_names(model)),
        lambda *values: model.from_db("default", _names(model), values),
    )


def insert(*rows: Model, unless_known: bool = False) -> int:
    """Write new rows of one model in a statement that is built once for so many, and give them their keys.

    As with ``bulk_create()`` no signals are sent. Records know who wrote them. With ``unless_known`` rows that break a
    unique constraint are left out, and none gets a key. Returns how many were written.
    """
    if not rows:
        return 0
    columns = _written(type(rows[0]))
    values = []
    for row in rows:
        if isinstance(row, Record):
            row.stamp()
        values += [
            field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in columns
        ]
    sql = _insertion(type(rows[0]), len(rows))
    if unless_known:
        return write(f"{sql} ON CONFLICT DO NOTHING", values)
    keys = run(f"{sql} RETURNING id", values)
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, "default"  # noqa: SLF001 # as the ORM does
    return len(rows)


def update(row: Model, *names: str) -> None:
    """Write some fields of a row that is there. Records know when, and who did it. No signals are sent."""
    if isinstance(row, Record):
        row.stamp()
        names = (*names, "updated_at", "updated_by")
    fields = [_field(type(row), name) for name in names]
    values = [
        field.get_db_prep_save(field.pre_save(row, add=False), connection) for field in fields
    ]
    write(_change(type(row), tuple(names)), [*values, row.pk])


def write(sql: str, values: list[Any]) -> int:
    """Run a statement that changes rows and returns none. Returns how many it changed."""
    with _cursor() as cursor:
        cursor.execute(sql, values)
        changed: int = cursor.rowcount
    return changed


@cache
def _insertion(model: type[Model], count: int) -> str:
    columns = _written(model)
    names = ", ".join(f'"{field.column}"' for field in columns)
    row = f"({', '.join(['%s'] * len(columns))})"
    rows = ", ".join([row] * count)
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {rows}'  # noqa: S608 # names of our own models


@cache
def _change(model: type[Model], names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{_field(model, name).column}" = %s' for name in names)
    return f'UPDATE "{model._meta.db_table}" SET {columns} WHERE id = %s'  # noqa: S608 # names of our own models


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    return cast("Field[Any, Any]", model._meta.get_field(name))


@cache
def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def _written(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns that a new row brings along: all but the key, which the database makes."""
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def _bound(value: Any) -> Any:
    """A tuple would be taken for a row of the database's; a list is an array."""
    return list(value) if isinstance(value, tuple) else value


def _with_constants(sql: str, values: Iterable[Any]) -> tuple[str, list[Slot]]:
    """The statement with everything but its slots written out.

    The database takes two parameters for two things even if they are always equal: an expression with one in it could
    not be grouped by.
    """
    connection.ensure_connection()
    values = list(values)
    written = tuple(
        "%s"
        if isinstance(value, Slot)
        else Literal(value).as_string(connection.connection).replace("%", "%%")
        for value in values
    )
    return sql.replace("%%", "%%%%") % written, [one for one in values if isinstance(one, Slot)]


def run(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement that the database keeps prepared. It is seen by whatever counts or logs statements."""
    with _cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _cursor() -> Any:
    """What ``connection.cursor()`` gives, with a cursor that prepares."""
    if connection.execute_wrappers:
        # They may put something in front: the history of people's changes does, and then it is no single statement.
        return connection.cursor()
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    # There is no public way to choose the kind of cursor.
    own, kind = cast("Any", connection), cast("Any", _PreparedCursor)
    return own._prepare_cursor(kind(own.connection))  # noqa: SLF001 # see above
