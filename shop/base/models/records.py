"""Abstract records: who wrote a row and when, soft delete with restore, and history kept by triggers."""

from collections.abc import Callable
from typing import Any, ClassVar, Self, TypeVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.base.actor import current_actor_id

M = TypeVar("M", bound=type[models.Model])
Row = TypeVar("Row", bound=models.Model)

TOUCH_UPDATED_AT = pgtrigger.Trigger(
    name="touch_updated_at",
    operation=pgtrigger.Update,
    when=pgtrigger.Before,
    # A write that sets the column itself (save) keeps its value; update() and raw SQL are stamped here.
    func="""
        IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
            NEW.updated_at = clock_timestamp();
        END IF;
        RETURN NEW;
    """,
)


class Record(models.Model):
    """A row that knows when it was written and by whom.

    Every concrete record says ``class Meta(Record.Meta)`` (or ``SoftRecord.Meta``), which carries the triggers over;
    one with triggers of its own lists ``[*Record.Meta.triggers, ...]``.
    """

    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("created by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("updated by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True
        triggers: ClassVar[list[pgtrigger.Trigger]] = [TOUCH_UPDATED_AT]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Stamp the acting user, also when only some fields are written."""
        self.stamp()
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "updated_at", "updated_by"}
        super().save(*args, **kwargs)

    def stamp(self) -> None:
        """Note who is writing it: the person of this request, if there is one."""
        actor_id = current_actor_id()
        if actor_id is not None:
            self.updated_by_id = actor_id
            if self._state.adding and self.created_by_id is None:
                self.created_by_id = actor_id


class SoftDeleteQuerySet(models.QuerySet[Row]):
    """Rows that can be put away and brought back."""

    def alive(self) -> Self:
        return self.filter(deleted_at__isnull=True)

    def put_away(self) -> Self:
        return self.filter(deleted_at__isnull=False)

    def soft_delete(self) -> int:
        """Put every row of the set away. Returns how many were still alive."""
        now = timezone.now()
        return self.alive().update(deleted_at=now, updated_at=now, updated_by=current_actor_id())

    def restore(self) -> int:
        """Bring every row of the set back. Returns how many had been put away."""
        return self.put_away().update(
            deleted_at=None, updated_at=timezone.now(), updated_by=current_actor_id()
        )


class Living(models.Manager[Row]):
    """The rows that have not been put away: ``objects = Living.from_queryset(MyQuerySet)()``."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(deleted_at__isnull=True)


class SoftRecord(Record):
    """A record that staff delete softly.

    Each declares two managers over its QuerySet (a subclass of SoftDeleteQuerySet): ``objects`` shows the living
    rows, ``everything`` all of them; and its Meta says ``base_manager_name = "everything"``, so that a row which
    points to one that was put away (an order line's variant) still finds it.
    """

    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True, editable=False)

    class Meta(Record.Meta):
        abstract = True

    def soft_delete(self) -> None:
        """Put the row away; it can be restored."""
        self.deleted_at = timezone.now()
        self.save(update_fields=["deleted_at"])

    def restore(self) -> None:
        """Bring the row back."""
        self.deleted_at = None
        self.save(update_fields=["deleted_at"])

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None


def keep_history(*, exclude: list[str] | None = None) -> Callable[[M], M]:
    """Keep every former state of a critical record, whoever changed it: ORM, bulk update or raw SQL.

    A trigger stores the row as it was before each update and delete, so a plain insert costs nothing. The states
    are read through ``record.events`` (newest last) and shown, compared and reverted in the admin.
    """
    track: Callable[[M], M] = pghistory.track(
        pghistory.UpdateEvent(
            row=pghistory.Old,
            condition=pghistory.AnyChange(exclude=["updated_at", *(exclude or [])]),
        ),
        pghistory.DeleteEvent(),
        exclude=exclude,
        obj_field=pghistory.ObjForeignKey(related_name="events"),
    )
    return track
