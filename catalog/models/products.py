"""Products and their variants: a variant is what is sold, has a SKU, a price and stock."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Self

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.categories import NOT_EMPTY, Brand, Category, Collection, CollectionItem, Tag
from catalog.models.stock import StockLevel
from shop.base.models import Living, SoftDeleteQuerySet, SoftRecord, keep_history
from shop.base.money import Money


class TaxClass(models.TextChoices):
    """How a product is taxed; the rate follows from the country (``orders.TaxRate``)."""

    STANDARD = "standard", _("Standard rate")
    REDUCED = "reduced", _("Reduced rate")
    ZERO = "zero", _("Zero rate")
    # Not taxed when it is bought: what is bought with it is.
    GIFT_CARD = "gift_card", _("Gift card")


class ProductQuerySet(SoftDeleteQuerySet["Product"]):
    """Products as shoppers and staff ask for them."""

    def on_sale(self, at: datetime | Combinable | None = None) -> Self:
        """What shoppers may see, now or ``at`` a moment: active, published, with a price."""
        return self.filter(
            status=Product.Status.ACTIVE,
            published_at__lte=at or timezone.now(),
            price_from_minor__isnull=False,
        )

    def in_category(self, category: Category) -> Self:
        """Products of a category and everything below it."""
        return self.below(category.path)

    def below(self, path: str | Combinable) -> Self:
        """Products of the category with this path and everything below it: a prefix of the tree's path."""
        return self.filter(category__path__startswith=path)

    def in_collection(self, collection: Collection) -> Self:
        """Products of a collection, in the order of the hand that picked them."""
        place = CollectionItem.objects.filter(collection=collection, product=OuterRef("pk"))
        return (
            self.annotate(place=Subquery(place.values("position")[:1]))
            .filter(place__isnull=False)
            .order_by("place", "pk")
        )

    def with_stock_flag(self) -> Self:
        """Adds ``in_stock``: whether any variant can be bought now."""
        return self.annotate(in_stock=can_be_bought())

    def in_stock_now(self) -> Self:
        """Products of which at least one variant can be bought now."""
        return self.filter(can_be_bought())

    def sold_out(self) -> Self:
        """Products of which no variant can be bought now."""
        return self.filter(~can_be_bought())

    def with_choice(self, option: str, values: Sequence[str]) -> Self:
        """Products with a variant whose ``option`` is one of the values."""
        return self.filter(has_choice(option, values))

    def running_low(self) -> Self:
        """Products with a variant at or below its mark."""
        return self.filter(Exists(Variant.objects.filter(product=OuterRef("pk")).running_low()))

    def choices_of(self, option: str) -> "models.QuerySet[Variant, tuple[str, int]]":
        """Each value of an option among these products, with how many products have it, commonest first."""
        return (
            Variant.objects.filter(
                product__in=self.order_by().values("pk"), options__has_key=option
            )
            .annotate(choice=KeyTextTransform(option, "options"))
            .values_list("choice")
            .annotate(count=Count("product", distinct=True))
            .order_by("-count", "choice")
        )


def can_be_bought() -> Exists:
    """Of a product: whether any of its variants can be bought now."""
    return Exists(Variant.objects.filter(product=OuterRef("pk")).sellable())


def choices_in_words(choices: Mapping[str, Any], names: Sequence[str]) -> str:
    """A variant's choices in the order of its product's option ``names``; others follow."""
    # The database keeps the names of a JSON object in an order of its own.
    known = [name for name in names if name in choices]
    others = [name for name in choices if name not in known]
    return ", ".join(str(choices[name]) for name in (*known, *others))


def has_choice(option: str, values: Sequence[str] | Combinable) -> Exists:
    """Of a product: whether any of its variants has one of these values for an option."""
    choices = Variant.objects.alias(choice=KeyTextTransform(option, "options"))
    # The type checker takes the lookup of shop.base.prepared for one of Django's.
    having: dict[str, Any] = {"choice__any": values}
    return Exists(choices.filter(product=OuterRef("pk")).filter(**having))


@keep_history(
    exclude=[
        "search_document",
        "rating_average",
        "rating_count",
        "price_from_minor",
        "price_to_minor",
        "compare_at_minor",
        "choice_words",
        "popularity",
    ]
)
class Product(SoftRecord):
    """A thing of the range. Prices, rating and search document are derived by triggers, never written by hand."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ACTIVE = "active", _("On sale")
        ARCHIVED = "archived", _("Archived")

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("address"), max_length=220)
    category = models.ForeignKey(
        Category, verbose_name=_("category"), on_delete=models.PROTECT, related_name="products"
    )
    brand = models.ForeignKey(
        Brand,
        verbose_name=_("maker"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="products",
    )
    tags = models.ManyToManyField(Tag, verbose_name=_("tags"), blank=True, related_name="products")
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    attributes = models.JSONField(
        _("attributes"),
        default=dict,
        blank=True,
        help_text=_('Facts by name: {"Material": "Stoneware"}.'),
    )
    option_names = models.JSONField(
        _("options"),
        default=list,
        blank=True,
        help_text=_('What variants differ in: ["Colour", "Size"].'),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    tax_class = models.CharField(
        _("tax class"), max_length=10, choices=TaxClass.choices, default=TaxClass.STANDARD
    )
    price_from_minor = models.BigIntegerField(_("lowest price"), null=True, editable=False)
    price_to_minor = models.BigIntegerField(_("highest price"), null=True, editable=False)
    compare_at_minor = models.BigIntegerField(_("former price"), null=True, editable=False)
    rating_average = models.DecimalField(
        _("rating"), max_digits=3, decimal_places=2, null=True, editable=False
    )
    rating_count = models.PositiveIntegerField(_("number of reviews"), default=0, editable=False)
    choice_words = models.TextField(
        _("words of its choices"), default="", db_default="", editable=False
    )
    popularity = models.FloatField(
        _("popularity"),
        default=0,
        db_default=0,
        editable=False,
        help_text=_("Learned from what people look at and buy: 0 to 1."),
    )
    search_document = SearchVectorField(null=True, editable=False)

    objects = Living.from_queryset(ProductQuerySet)()
    everything = ProductQuerySet.as_manager()

    class Meta(SoftRecord.Meta):
        base_manager_name = "everything"
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(deleted_at__isnull=True),
                name="product_slug_once_among_living",
            ),
            models.CheckConstraint(condition=NOT_EMPTY, name="product_slug_is_clean"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "active", "archived"]), name="product_status_known"
            ),
            models.CheckConstraint(
                condition=Q(tax_class__in=["standard", "reduced", "zero", "gift_card"]),
                name="product_tax_class_known",
            ),
            models.CheckConstraint(
                condition=Q(rating_average__isnull=True) | Q(rating_average__range=(1, 5)),
                name="product_rating_between_1_and_5",
            ),
            models.CheckConstraint(
                condition=Q(price_from_minor__isnull=True)
                | Q(price_from_minor__gte=0, price_to_minor__gte=F("price_from_minor")),
                name="product_prices_in_order",
            ),
            models.CheckConstraint(
                condition=Q(popularity__range=(0, 1)), name="product_popularity_0_to_1"
            ),
        ]
        indexes = [
            models.Index(
                fields=["category", "-published_at"],
                condition=Q(status="active", deleted_at__isnull=True),
                name="product_new_by_category",
            ),
            models.Index(
                fields=["category", "price_from_minor"],
                condition=Q(status="active", deleted_at__isnull=True),
                name="product_price_by_category",
            ),
            models.Index(
                fields=["-published_at"],
                condition=Q(status="active", deleted_at__isnull=True),
                name="product_new",
            ),
            GinIndex(fields=["search_document"], name="product_by_words"),
            # Of a word that half the range has, only the most popular are ranked.
            models.Index(
                F("popularity").desc(),
                F("id").desc(),
                condition=Q(status="active", deleted_at__isnull=True),
                name="product_most_popular",
            ),
            models.Index(fields=["name"], name="product_by_name"),
        ]
        triggers = [
            *SoftRecord.Meta.triggers,
            pgtrigger.Trigger(
                name="search_document",
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf(
                    "name",
                    "summary",
                    "description",
                    "brand_id",
                    "category_id",
                    "attributes",
                    "choice_words",
                    "search_document",
                ),
                when=pgtrigger.Before,
                # save() names every column; the words are taken apart only when they have changed. Setting the
                # document to null asks for a new one.
                func="""
                    IF TG_OP = 'UPDATE' AND NEW.search_document IS NOT NULL
                        AND (NEW.name, NEW.summary, NEW.description, NEW.brand_id, NEW.category_id,
                             NEW.attributes, NEW.choice_words)
                        IS NOT DISTINCT FROM
                            (OLD.name, OLD.summary, OLD.description, OLD.brand_id, OLD.category_id,
                             OLD.attributes, OLD.choice_words) THEN
                        RETURN NEW;
                    END IF;
                    NEW.search_document =
                        setweight(to_tsvector('shop_english', NEW.name), 'A') ||
                        setweight(to_tsvector('shop_english', concat_ws(' ',
                            (SELECT name FROM catalog_brand WHERE id = NEW.brand_id),
                            (SELECT name FROM catalog_category WHERE id = NEW.category_id),
                            NEW.choice_words)), 'B') ||
                        setweight(to_tsvector('shop_english', NEW.summary), 'C') ||
                        setweight(jsonb_to_tsvector('shop_english', NEW.attributes, '["string"]'), 'C') ||
                        setweight(to_tsvector('shop_english', NEW.description), 'D');
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="former_address",
                operation=pgtrigger.UpdateOf("slug"),
                when=pgtrigger.After,
                condition=pgtrigger.Q(old__slug__df=pgtrigger.F("new__slug")),
                # An address in use again is no former one; who had it last is who it leads to.
                func="""
                    DELETE FROM catalog_formeraddress WHERE slug = NEW.slug;
                    INSERT INTO catalog_formeraddress (slug, product_id) VALUES (OLD.slug, NEW.id)
                    ON CONFLICT (slug) DO UPDATE SET product_id = EXCLUDED.product_id;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("product", args=[self.slug])


class VariantQuerySet(SoftDeleteQuerySet["Variant"]):
    """Variants as shoppers and stock-keepers ask for them."""

    def sellable(self) -> Self:
        """Variants that can be bought now: not counted, or with something left that nobody holds."""
        left = StockLevel.objects.filter(variant=OuterRef("pk"), on_hand__gt=F("reserved"))
        return self.filter(Q(tracks_stock=False) | Exists(left))

    def sold_out(self) -> Self:
        """Counted variants of which nothing is left that nobody holds."""
        left = StockLevel.objects.filter(variant=OuterRef("pk"), on_hand__gt=F("reserved"))
        return self.filter(~Exists(left), tracks_stock=True)

    def on_sale(self) -> Self:
        """Variants of products that shoppers may see."""
        return self.filter(product__status=Product.Status.ACTIVE, product__deleted_at__isnull=True)

    def running_low(self) -> Self:
        """Counted variants of which no more is left, over all locations, than their mark."""
        left = (
            StockLevel.objects.filter(variant=OuterRef("pk"))
            .order_by()
            .values("variant")
            .annotate(left=models.Sum(F("on_hand") - F("reserved")))
        )
        return self.filter(
            tracks_stock=True,
            low_stock_at__gte=models.functions.Coalesce(Subquery(left.values("left")), 0),
        )

    def with_stock_figures(self) -> Self:
        """Adds ``on_hand`` and ``promised``, over all locations."""
        levels = StockLevel.objects.filter(variant=OuterRef("pk")).order_by().values("variant")
        on_hand = levels.annotate(sum=models.Sum("on_hand")).values("sum")
        promised = levels.annotate(sum=models.Sum("reserved")).values("sum")
        return self.annotate(
            on_hand=models.functions.Coalesce(Subquery(on_hand), 0),
            promised=models.functions.Coalesce(Subquery(promised), 0),
        )

    def with_available(self) -> Self:
        """Adds ``available``: how many could be promised now over all locations (0 without a level)."""
        return self.annotate(
            available=models.functions.Coalesce(
                models.Sum(F("stock_levels__on_hand") - F("stock_levels__reserved")), 0
            )
        )


@keep_history()
class Variant(SoftRecord):
    """What is sold. ``options`` gives its choice for each of the product's option names."""

    product = models.ForeignKey(
        Product, verbose_name=_("product"), on_delete=models.CASCADE, related_name="variants"
    )
    sku = models.CharField(_("SKU"), max_length=64)
    options = models.JSONField(
        _("choices"), default=dict, blank=True, help_text=_('Its choices: {"Colour": "Moss"}.')
    )
    price_minor = models.BigIntegerField(_("price"))
    compare_at_minor = models.BigIntegerField(_("former price"), null=True, blank=True)
    cost_minor = models.BigIntegerField(_("cost"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="GBP")
    weight_grams = models.PositiveIntegerField(_("weight in grams"), default=0)
    barcode = models.CharField(_("barcode"), max_length=32, blank=True)
    tracks_stock = models.BooleanField(_("stock is counted"), default=True)
    low_stock_at = models.PositiveIntegerField(_("low when at or below"), default=3)
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = Living.from_queryset(VariantQuerySet)()
    everything = VariantQuerySet.as_manager()

    class Meta(SoftRecord.Meta):
        base_manager_name = "everything"
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sku"], name="variant_sku_once"),
            models.CheckConstraint(condition=~Q(sku=""), name="variant_has_sku"),
            models.CheckConstraint(
                condition=Q(price_minor__gte=0), name="variant_price_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(compare_at_minor__isnull=True)
                | Q(compare_at_minor__gt=F("price_minor")),
                name="variant_former_price_above_price",
            ),
            models.CheckConstraint(
                condition=Q(cost_minor__isnull=True) | Q(cost_minor__gte=0),
                name="variant_cost_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="variant_currency_is_iso_code"
            ),
        ]
        indexes = [
            # Staff type the beginning of a SKU; the unique index answers only for whole ones.
            models.Index(
                fields=["sku"], name="variant_by_sku_beginning", opclasses=["varchar_pattern_ops"]
            )
        ]
        triggers = [
            *SoftRecord.Meta.triggers,
            pgtrigger.Trigger(
                name="product_prices",
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf(
                    "price_minor", "compare_at_minor", "deleted_at", "product_id", "options"
                )
                | pgtrigger.Delete,
                when=pgtrigger.After,
                func="""
                    UPDATE catalog_product SET (price_from_minor, price_to_minor, compare_at_minor, choice_words) = (
                        SELECT min(price_minor), max(price_minor),
                               (array_agg(compare_at_minor ORDER BY price_minor, position, id))[1],
                               coalesce((
                                   SELECT string_agg(DISTINCT choice.value, ' ' ORDER BY choice.value)
                                   FROM catalog_variant AS own, jsonb_each_text(own.options) AS choice
                                   WHERE own.product_id = catalog_product.id AND own.deleted_at IS NULL), '')
                        FROM catalog_variant
                        WHERE product_id = catalog_product.id AND deleted_at IS NULL)
                    WHERE id = COALESCE(NEW.product_id, OLD.product_id);
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.sku

    @property
    def price(self) -> Money:
        return Money(self.price_minor, self.currency)

    @property
    def label(self) -> str:
        """Its choices in words, in the order of the product's options: "Moss, Large"; empty for one without options."""
        return choices_in_words(self.options, self.product.option_names)

    def clean_fields(self, exclude: Any = None) -> None:
        self.sku = self.sku.strip().upper()
        super().clean_fields(exclude=exclude)
