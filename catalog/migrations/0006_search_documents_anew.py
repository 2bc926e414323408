"""Every product gets its new search document, in portions; the index by popularity is built while the shop is open."""

from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    ValidateConstraint,
)
from django.db import migrations, models

PORTION = 2_000


def renew(apps, schema_editor):
    """Write choice words and document of every product; each portion is a transaction of its own."""
    with schema_editor.connection.cursor() as cursor:
        last = 0
        while True:
            cursor.execute(
                """
                WITH portion AS (
                    SELECT id FROM catalog_product WHERE id > %s ORDER BY id LIMIT %s
                ), renewed AS (
                    UPDATE catalog_product SET search_document = NULL, choice_words = coalesce((
                        SELECT string_agg(DISTINCT choice.value, ' ' ORDER BY choice.value)
                        FROM catalog_variant AS own, jsonb_each_text(own.options) AS choice
                        WHERE own.product_id = catalog_product.id AND own.deleted_at IS NULL), '')
                    WHERE id IN (SELECT id FROM portion) RETURNING id
                )
                SELECT max(id) FROM renewed
                """,
                [last, PORTION],
            )
            last = cursor.fetchone()[0]
            if last is None:
                return


class Migration(migrations.Migration):
    atomic = False  # portions, and an index that is built concurrently

    dependencies = [("catalog", "0005_words_and_popularity")]

    operations = [
        migrations.RunPython(renew, migrations.RunPython.noop, elidable=True),
        AddIndexConcurrently(
            model_name="product",
            index=models.Index(
                models.OrderBy(models.F("popularity"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("deleted_at__isnull", True), ("status", "active")),
                name="product_most_popular",
            ),
        ),
        AddConstraintNotValid(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(("popularity__range", (0, 1))), name="product_popularity_0_to_1"
            ),
        ),
        ValidateConstraint(model_name="product", name="product_popularity_0_to_1"),
    ]
