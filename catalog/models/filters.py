"""Filters of the range that people keep under a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.categories import NOT_EMPTY
from shop.base.models import Record


class SavedFilter(Record):
    """A filter under a name: a preset of the shop for everybody, or one that a person keeps."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Nobody: a preset that everybody may use."),
    )
    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("address"), max_length=80)
    expression = models.JSONField(
        _("filter"),
        help_text=_('Such as {"and": [{"in_stock": true}, {"not": {"tag": "sale"}}]}.'),
    )

    class Meta(Record.Meta):
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=NOT_EMPTY, name="saved_filter_slug_is_clean"),
            models.UniqueConstraint(fields=["owner", "slug"], name="saved_filter_once_per_person"),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(owner__isnull=True), name="preset_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
