"""Indexes by which staff sort products and find SKUs, built while the shop is open."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index is built concurrently outside a transaction only

    dependencies = [("catalog", "0002_picture_size")]

    operations = [
        AddIndexConcurrently(
            model_name="product",
            index=models.Index(fields=["name"], name="product_by_name"),
        ),
        AddIndexConcurrently(
            model_name="variant",
            index=models.Index(
                fields=["sku"], name="variant_by_sku_beginning", opclasses=["varchar_pattern_ops"]
            ),
        ),
    ]
