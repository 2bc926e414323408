"""What search needs: words without accents, of choices and of shelves, popularity, synonyms, redirects, spellings."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0004_best_reviews_by_date"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(
            """
            CREATE TEXT SEARCH CONFIGURATION shop_english (COPY = english);
            ALTER TEXT SEARCH CONFIGURATION shop_english
                ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
            """,
            "DROP TEXT SEARCH CONFIGURATION shop_english",
        ),
        migrations.CreateModel(
            name="LearnedHit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("query", models.CharField(max_length=100, verbose_name="searched for")),
                ("weight", models.FloatField(verbose_name="weight")),
                ("clicks", models.PositiveIntegerField(default=0, verbose_name="clicks")),
                ("purchases", models.PositiveIntegerField(default=0, verbose_name="purchases")),
            ],
            options={
                "verbose_name": "learned answer",
                "verbose_name_plural": "learned answers",
            },
        ),
        migrations.CreateModel(
            name="PastQuery",
            fields=[
                (
                    "query",
                    models.CharField(
                        max_length=100,
                        primary_key=True,
                        serialize=False,
                        verbose_name="searched for",
                    ),
                ),
                ("searches", models.PositiveIntegerField(verbose_name="searches")),
            ],
            options={
                "verbose_name": "past search",
                "verbose_name_plural": "past searches",
            },
        ),
        migrations.CreateModel(
            name="SearchRedirect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created"
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated")),
                (
                    "query",
                    models.CharField(
                        help_text="The whole search, in small letters.",
                        max_length=100,
                        unique=True,
                        verbose_name="searched for",
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        help_text="An address of this shop, beginning with a slash: /help/returns/.",
                        max_length=300,
                        verbose_name="leads to",
                    ),
                ),
            ],
            options={
                "verbose_name": "search redirect",
                "verbose_name_plural": "search redirects",
                "ordering": ["query"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SearchSynonym",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created"
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated")),
                (
                    "terms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        help_text="Two or more words or phrases, separated by commas: sofa, couch, settee.",
                        size=None,
                        verbose_name="words",
                    ),
                ),
            ],
            options={
                "verbose_name": "words of the same meaning",
                "verbose_name_plural": "words of the same meaning",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "word",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="word"
                    ),
                ),
                ("products", models.PositiveIntegerField(verbose_name="products")),
            ],
            options={
                "verbose_name": "word of the range",
                "verbose_name_plural": "words of the range",
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="product",
            name="search_document",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="variant",
            name="product_prices",
        ),
        migrations.AddField(
            model_name="product",
            name="choice_words",
            field=models.TextField(
                db_default="", default="", editable=False, verbose_name="words of its choices"
            ),
        ),
        migrations.AddField(
            model_name="product",
            name="popularity",
            field=models.FloatField(
                db_default=0,
                default=0,
                editable=False,
                help_text="Learned from what people look at and buy: 0 to 1.",
                verbose_name="popularity",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="brand",
            trigger=pgtrigger.compiler.Trigger(
                name="renew_search_documents",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."name" IS DISTINCT FROM (NEW."name"))',
                    func="\n            UPDATE catalog_product SET search_document = NULL WHERE brand_id = NEW.id;\n            RETURN NULL;\n        ",
                    hash="8e2a3d62cca4adaa96290220cf8c1fc780b6ab73",
                    operation='UPDATE OF "name"',
                    pgid="pgtrigger_renew_search_documents_e4b58",
                    table="catalog_brand",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="category",
            trigger=pgtrigger.compiler.Trigger(
                name="renew_search_documents",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."name" IS DISTINCT FROM (NEW."name"))',
                    func="\n            UPDATE catalog_product SET search_document = NULL WHERE category_id = NEW.id;\n            RETURN NULL;\n        ",
                    hash="8e874e9aab41875302efb4f358cd67d8f3f49ac3",
                    operation='UPDATE OF "name"',
                    pgid="pgtrigger_renew_search_documents_ee22d",
                    table="catalog_category",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="product",
            trigger=pgtrigger.compiler.Trigger(
                name="search_document",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF TG_OP = 'UPDATE' AND NEW.search_document IS NOT NULL\n                        AND (NEW.name, NEW.summary, NEW.description, NEW.brand_id, NEW.category_id,\n                             NEW.attributes, NEW.choice_words)\n                        IS NOT DISTINCT FROM\n                            (OLD.name, OLD.summary, OLD.description, OLD.brand_id, OLD.category_id,\n                             OLD.attributes, OLD.choice_words) THEN\n                        RETURN NEW;\n                    END IF;\n                    NEW.search_document =\n                        setweight(to_tsvector('shop_english', NEW.name), 'A') ||\n                        setweight(to_tsvector('shop_english', concat_ws(' ',\n                            (SELECT name FROM catalog_brand WHERE id = NEW.brand_id),\n                            (SELECT name FROM catalog_category WHERE id = NEW.category_id),\n                            NEW.choice_words)), 'B') ||\n                        setweight(to_tsvector('shop_english', NEW.summary), 'C') ||\n                        setweight(jsonb_to_tsvector('shop_english', NEW.attributes, '[\"string\"]'), 'C') ||\n                        setweight(to_tsvector('shop_english', NEW.description), 'D');\n                    RETURN NEW;\n                ",
                    hash="14cd82c64916ae021b067c07dc6959ee9abeb671",
                    operation='INSERT OR UPDATE OF "name", "summary", "description", "brand_id", "category_id", "attributes", "choice_words", "search_document"',
                    pgid="pgtrigger_search_document_53e73",
                    table="catalog_product",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="variant",
            trigger=pgtrigger.compiler.Trigger(
                name="product_prices",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    UPDATE catalog_product SET (price_from_minor, price_to_minor, compare_at_minor, choice_words) = (\n                        SELECT min(price_minor), max(price_minor),\n                               (array_agg(compare_at_minor ORDER BY price_minor, position, id))[1],\n                               coalesce((\n                                   SELECT string_agg(DISTINCT choice.value, ' ' ORDER BY choice.value)\n                                   FROM catalog_variant AS own, jsonb_each_text(own.options) AS choice\n                                   WHERE own.product_id = catalog_product.id AND own.deleted_at IS NULL), '')\n                        FROM catalog_variant\n                        WHERE product_id = catalog_product.id AND deleted_at IS NULL)\n                    WHERE id = COALESCE(NEW.product_id, OLD.product_id);\n                    RETURN NULL;\n                ",
                    hash="d0824783010fefb3f545ffd6c194dc2ba9ca3905",
                    operation='INSERT OR UPDATE OF "price_minor", "compare_at_minor", "deleted_at", "product_id", "options" OR DELETE',
                    pgid="pgtrigger_product_prices_9bf48",
                    table="catalog_variant",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="learnedhit",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.product",
                verbose_name="product",
            ),
        ),
        migrations.AddConstraint(
            model_name="pastquery",
            constraint=models.CheckConstraint(
                condition=models.Q(("searches__gte", 1)), name="past_query_was_asked"
            ),
        ),
        migrations.AddField(
            model_name="searchredirect",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="created by",
            ),
        ),
        migrations.AddField(
            model_name="searchredirect",
            name="updated_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="updated by",
            ),
        ),
        migrations.AddField(
            model_name="searchsynonym",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="created by",
            ),
        ),
        migrations.AddField(
            model_name="searchsynonym",
            name="updated_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="updated by",
            ),
        ),
        migrations.AddIndex(
            model_name="searchword",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["word"], name="search_word_by_likeness", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="learnedhit",
            constraint=models.UniqueConstraint(
                fields=("query", "product"), name="learned_hit_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="learnedhit",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__gte", 0), ("weight__lte", 1)),
                name="learned_weight_0_to_1",
            ),
        ),
        migrations.AddConstraint(
            model_name="searchredirect",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("url__startswith", "/"), models.Q(("url__startswith", "//"), _negated=True)
                ),
                name="search_redirect_stays_in_the_shop",
            ),
        ),
        migrations.AddConstraint(
            model_name="searchredirect",
            constraint=models.CheckConstraint(
                condition=models.Q(("query", ""), _negated=True),
                name="search_redirect_of_something",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="searchredirect",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_updated_at",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN\n            NEW.updated_at = clock_timestamp();\n        END IF;\n        RETURN NEW;\n    ",
                    hash="d738b1c95b32073716537ea639d0ca49e2d16fe9",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_updated_at_6e835",
                    table="catalog_searchredirect",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="searchsynonym",
            constraint=models.CheckConstraint(
                condition=models.Q(("terms__len__gte", 2)), name="synonym_of_two_or_more"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="searchsynonym",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_updated_at",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN\n            NEW.updated_at = clock_timestamp();\n        END IF;\n        RETURN NEW;\n    ",
                    hash="5aaf9f414f5286d75a364524169613dc09d4a320",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_updated_at_bb227",
                    table="catalog_searchsynonym",
                    when="BEFORE",
                ),
            ),
        ),
    ]
