"""The order of the range: a tree of categories, makers, tags, and hand-picked collections."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from shop.base.models import Record, keep_history


def _renamed(column: str) -> pgtrigger.Trigger:
    """Products are found by the names of their category and maker, so a new name renews their search documents."""
    return pgtrigger.Trigger(
        name="renew_search_documents",
        operation=pgtrigger.UpdateOf("name"),
        when=pgtrigger.After,
        condition=pgtrigger.Q(old__name__df=pgtrigger.F("new__name")),
        func=f"""
            UPDATE catalog_product SET search_document = NULL WHERE {column} = NEW.id;
            RETURN NULL;
        """,  # noqa: S608 - a column named in this file
    )


NOT_EMPTY = Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$")


class CategoryQuerySet(MP_NodeQuerySet["Category"]):
    """Categories as shoppers see them."""

    def visible(self) -> Self:
        shown: Self = self.filter(is_visible=True)
        return shown


class CategoryManager(MP_NodeManager.from_queryset(CategoryQuerySet)):  # type: ignore[misc] # built at run time
    """Categories in the order of the tree."""

    def get_queryset(self) -> CategoryQuerySet:
        rows: CategoryQuerySet = CategoryQuerySet(self.model, using=self._db).order_by("path")
        return rows


@keep_history(exclude=["path", "depth", "numchild"])
class Category(MP_Node, Record):
    """A shelf of the shop. A category with products or sub-categories cannot be deleted, only hidden."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    description = models.TextField(_("description"), blank=True)
    tint = models.CharField(
        _("tint"),
        max_length=40,
        blank=True,
        help_text=_("Colour behind its pictures, as CSS: oklch(0.93 0.03 85)."),
    )
    image = models.ImageField(_("picture"), upload_to="categories/", blank=True)
    is_visible = models.BooleanField(_("shown in the shop"), default=True)

    objects = CategoryManager()

    class Meta(Record.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [models.CheckConstraint(condition=NOT_EMPTY, name="category_slug_is_clean")]
        triggers = [*Record.Meta.triggers, _renamed("category_id")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("category", args=[self.slug])


class Brand(Record):
    """A maker."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    story = models.TextField(_("story"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("maker")
        verbose_name_plural = _("makers")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=NOT_EMPTY, name="brand_slug_is_clean")]
        triggers = [*Record.Meta.triggers, _renamed("brand_id")]

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    """A word that products share."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=NOT_EMPTY, name="tag_slug_is_clean")]

    def __str__(self) -> str:
        return self.name


class Collection(Record):
    """Products picked by hand, with a story."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    story = models.TextField(_("story"), blank=True)
    image = models.ImageField(_("picture"), upload_to="collections/", blank=True)
    is_visible = models.BooleanField(_("shown in the shop"), default=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    products = models.ManyToManyField(
        "catalog.Product", through="CollectionItem", related_name="collections"
    )

    class Meta(Record.Meta):
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=NOT_EMPTY, name="collection_slug_is_clean")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("collection", args=[self.slug])


class CollectionItem(models.Model):
    """One product's place in a collection."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    product = models.ForeignKey(
        "catalog.Product", verbose_name=_("product"), on_delete=models.CASCADE, related_name="+"
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("product of the collection")
        verbose_name_plural = _("products of the collection")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "product"], name="collection_item_once_per_collection"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product} in {self.collection}"
