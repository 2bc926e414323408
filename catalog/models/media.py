"""Pictures of products: a private original, and renditions made once in the widths that pages ask for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.products import Product, Variant
from shop.base.models import Record


class ProductImage(Record):
    """One picture. ``renditions`` maps a width in pixels to a path in the media storage."""

    product = models.ForeignKey(
        Product, verbose_name=_("product"), on_delete=models.CASCADE, related_name="images"
    )
    variant = models.ForeignKey(
        Variant,
        verbose_name=_("variant"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="images",
        help_text=_("Shown when this variant is chosen."),
    )
    original = models.ImageField(_("picture"), upload_to="originals/%Y/%m/")
    alt = models.CharField(
        _("description"),
        max_length=200,
        help_text=_("What the picture shows, for people who cannot see it."),
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)
    renditions = models.JSONField(_("renditions"), default=dict, editable=False)
    placeholder = models.CharField(
        _("placeholder colour"), max_length=40, blank=True, editable=False
    )

    class Meta(Record.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(alt=""), name="product_image_has_description")
        ]

    def __str__(self) -> str:
        return self.alt
