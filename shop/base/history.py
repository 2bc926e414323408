"""The history of a critical record, as people read it: each change with what was before and after, and the way back.

The states themselves are written by triggers (see ``shop.base.models.keep_history``).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

import pgtrigger
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.formats import localize
from django.utils.translation import gettext as _

from shop.base.errors import InvalidInput, NotFound
from shop.base.money import format_minor

# A row's own number and stamps: they tell of the write, not of the thing.
NOT_OF_THE_THING = frozenset({"id", "created_at", "created_by", "updated_at", "updated_by"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a change, its values as people read them."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One write of a record. ``number`` names the state before it; ``by`` is who wrote, as far as known."""

    number: int
    at: datetime
    by: str
    differences: Sequence[Difference]


def changes_of(record: models.Model, *, newest: int = 100) -> list[Change]:
    """The newest changes of a record, newest first; a write that changed only stamps is left out."""
    states = list(_former_states(record)[:newest])
    found = []
    for after, before in pairwise([record, *states]):
        differences = list(_differences(record, before, after))
        if differences:
            found.append(Change(before.pk, before.pgh_created_at, _writer(before), differences))
    return found


def differences_from(record: models.Model, number: int) -> list[Difference]:
    """What would change if the record went back to a former state. Raises NotFound for a state of no such number."""
    return list(_differences(record, record, _state(record, number)))


def revert(record: models.Model, number: int, *, keep: Collection[str] = ()) -> list[Difference]:
    """Write a former state into the record again and return what changed; this is itself a change with a way back.

    ``keep`` names columns that stay as they are. Raises NotFound for a state of no such number, InvalidInput when
    the former state breaks a rule that holds today (another record took its name, say).
    """
    state = _state(record, number)
    columns = [field for field in _compared(record, state) if field.name not in keep]
    with transaction.atomic():
        fresh = record._meta.base_manager.select_for_update(of=("self",)).get(pk=record.pk)
        undone = [
            difference
            for field in columns
            if (difference := _difference(fresh, field, fresh, state)) is not None
        ]
        for field in columns:
            setattr(fresh, field.attname, getattr(state, field.attname))
        try:
            fresh.full_clean(validate_constraints=True)
        except ValidationError as error:
            raise InvalidInput(
                _("It can't go back to that state: %(why)s") % {"why": " ".join(error.messages)}
            ) from error
        fresh.save(update_fields=[field.name for field in columns])
    return undone


def _former_states(record: models.Model) -> "models.QuerySet[Any]":
    events: models.QuerySet[Any] = record.events.all()  # type: ignore[attr-defined] # keep_history adds it
    return events.select_related("pgh_context").order_by("-pgh_id")


def _state(record: models.Model, number: int) -> Any:
    state = _former_states(record).filter(pk=number).first()
    if state is None:
        raise NotFound(_("There is no such state of it."))
    return state


def _compared(record: models.Model, state: Any) -> list["models.Field[Any, Any]"]:
    """The columns that a state kept and that say something of the thing."""
    kept = {field.name for field in state._meta.concrete_fields}
    return [
        field
        for field in record._meta.concrete_fields
        if field.name in kept and field.name not in NOT_OF_THE_THING
    ]


def _differences(record: models.Model, before: Any, after: Any) -> Iterator[Difference]:
    state = before if before is not record else after
    for field in _compared(record, state):
        difference = _difference(record, field, before, after)
        if difference is not None:
            yield difference


def _difference(
    record: models.Model, field: "models.Field[Any, Any]", before: Any, after: Any
) -> Difference | None:
    old, new = getattr(before, field.attname), getattr(after, field.attname)
    if old == new:
        return None
    currency = getattr(record, "currency", "")
    return Difference(
        str(field.verbose_name), _said(field, old, currency), _said(field, new, currency)
    )


def _said(field: "models.Field[Any, Any]", value: Any, currency: str) -> str:
    """A column's value in words."""
    if value is None or value == "":
        return "–"
    if isinstance(field, models.ForeignKey):
        return _named(field, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.name.endswith("_minor") and currency:
        return format_minor(value, currency)
    return str(localize(value))


def _writer(state: Any) -> str:
    """Who made the write that ended a state: the user whose request it was; nobody for the shop's own work."""
    context = state.pgh_context
    number = context.metadata.get("user") if context else None
    if number is None:
        return ""
    person = get_user_model()._meta.base_manager.filter(pk=number).first()
    return str(person) if person is not None else f"#{number}"


def _named(pointer: Any, number: int) -> str:
    """What a foreign key points to, by its name."""
    found = pointer.related_model._meta.base_manager.filter(pk=number).first()
    return str(found) if found is not None else f"#{number}"


def overwrite_history(records: "models.QuerySet[Any]", **values: Any) -> None:
    """Write these columns into every former state of some records, so that history no longer tells whose they were.

    The one exception to a history that is only appended to: erasing a person. Call it after the records themselves
    have been changed, within the same transaction.
    """
    events: type[Any] = records.model.events.rel.related_model  # keep_history adds it
    numbers = list(records.values_list("pk", flat=True))
    with pgtrigger.ignore(f"{events._meta.label}:append_only"):
        events.objects.filter(pgh_obj_id__in=numbers).update(**values)
