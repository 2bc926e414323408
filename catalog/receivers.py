"""Django's own signals: whatever writes a row that shoppers see moves the catalogue's generation."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from catalog.domain import generation
from catalog.models import (
    Brand,
    Category,
    Collection,
    CollectionItem,
    Product,
    ProductImage,
    Review,
    Tag,
    Variant,
)

SEEN = (Brand, Category, Collection, CollectionItem, Product, ProductImage, Review, Tag, Variant)


def something_changed(sender: type[Model], **kwargs: Any) -> None:
    """A row that shoppers see was written or deleted."""
    generation.bump()


def connect() -> None:
    """Listen to every model that pages show."""
    for model in SEEN:
        post_save.connect(
            something_changed, sender=model, dispatch_uid=f"generation-save-{model.__name__}"
        )
        post_delete.connect(
            something_changed, sender=model, dispatch_uid=f"generation-delete-{model.__name__}"
        )
    m2m_changed.connect(
        something_changed, sender=Product.tags.through, dispatch_uid="generation-product-tags"
    )
