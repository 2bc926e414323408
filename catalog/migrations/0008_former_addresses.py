"""Addresses that products had, kept by a trigger."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0007_saved_filters"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(max_length=220, unique=True, verbose_name="former address"),
                ),
            ],
            options={
                "verbose_name": "former address",
                "verbose_name_plural": "former addresses",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="product",
            trigger=pgtrigger.compiler.Trigger(
                name="former_address",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                    func="\n                    DELETE FROM catalog_formeraddress WHERE slug = NEW.slug;\n                    INSERT INTO catalog_formeraddress (slug, product_id) VALUES (OLD.slug, NEW.id)\n                    ON CONFLICT (slug) DO UPDATE SET product_id = EXCLUDED.product_id;\n                    RETURN NULL;\n                ",
                    hash="3e5edece62459f1081456b86a50ec8b1a907a256",
                    operation='UPDATE OF "slug"',
                    pgid="pgtrigger_former_address_9e4ed",
                    table="catalog_product",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="formeraddress",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="former_addresses",
                to="catalog.product",
                verbose_name="product",
            ),
        ),
    ]
