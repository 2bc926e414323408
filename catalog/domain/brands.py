"""Makers: their name is a word by which products are found."""

from django.db import transaction
from django.db.models import F

from catalog.models import Brand, Product


@transaction.atomic
def keep_brand(brand: Brand) -> None:
    """Write a maker, and let its products be found by its name as it is now."""
    former = Brand.objects.filter(pk=brand.pk).values_list("name", flat=True).first()
    brand.save()
    if former is not None and former != brand.name:
        # The trigger that derives the search document listens to this column.
        Product.everything.filter(brand=brand).update(brand_id=F("brand_id"))
