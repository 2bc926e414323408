"""Searches that people keep, and what came of searches."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activity", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchOutcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("query", models.CharField(max_length=200, verbose_name="searched for")),
                ("product_id", models.BigIntegerField(verbose_name="product")),
                ("clicks", models.BigIntegerField(db_default=0, default=0, verbose_name="clicks")),
                (
                    "purchases",
                    models.BigIntegerField(db_default=0, default=0, verbose_name="purchases"),
                ),
            ],
            options={
                "verbose_name": "outcome of a search",
                "verbose_name_plural": "outcomes of searches",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "query", "product_id"), name="search_outcome_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("clicks__gte", models.F("purchases")), ("purchases__gte", 0)
                        ),
                        name="search_outcome_counts_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=200, verbose_name="searched for")),
                (
                    "is_watched",
                    models.BooleanField(default=True, verbose_name="tell me of what is new"),
                ),
                (
                    "looked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="looked through until"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="kept since"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "saved search",
                "verbose_name_plural": "saved searches",
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_watched", True)),
                        fields=["looked_at"],
                        name="saved_search_longest_unseen",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "words"), name="saved_search_once"),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="saved_search_of_something",
                    ),
                ],
            },
        ),
    ]
