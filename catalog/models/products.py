"""Products and their variants: a variant is what is sold, has a SKU, a price and stock."""

from collections.abc import Sequence
from typing import Any, Self

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
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


class ProductQuerySet(SoftDeleteQuerySet["Product"]):
    """Products as shoppers and staff ask for them."""

    def on_sale(self) -> Self:
        """What shoppers may see: active, published, with a price."""
        return self.filter(
            status=Product.Status.ACTIVE,
            published_at__lte=timezone.now(),
            price_from_minor__isnull=False,
        )

    def in_category(self, category: Category) -> Self:
        """Products of a category and everything below it: a prefix of the tree's path."""
        return self.filter(category__path__startswith=category.path)

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
            .values_list(KeyTextTransform(option, "options"))
            .annotate(count=Count("product", distinct=True))
            .order_by("-count", KeyTextTransform(option, "options"))
        )


def can_be_bought() -> Exists:
    """Of a product: whether any of its variants can be bought now."""
    return Exists(Variant.objects.filter(product=OuterRef("pk")).sellable())


def has_choice(option: str, values: Sequence[str]) -> Exists:
    """Of a product: whether any of its variants has one of these values for an option."""
    wanted = {f"options__{option}__in": list(values)}
    return Exists(Variant.objects.filter(product=OuterRef("pk"), **wanted))


@keep_history(
    exclude=[
        "search_document",
        "rating_average",
        "rating_count",
        "price_from_minor",
        "price_to_minor",
        "compare_at_minor",
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
                condition=Q(tax_class__in=["standard", "reduced", "zero"]),
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
            models.Index(fields=["name"], name="product_by_name"),
        ]
        triggers = [
            *SoftRecord.Meta.triggers,
            pgtrigger.Trigger(
                name="search_document",
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("name", "summary", "description", "brand_id"),
                when=pgtrigger.Before,
                func="""
                    NEW.search_document =
                        setweight(to_tsvector('english', NEW.name), 'A') ||
                        setweight(to_tsvector('english', coalesce(
                            (SELECT name FROM catalog_brand WHERE id = NEW.brand_id), '')), 'B') ||
                        setweight(to_tsvector('english', NEW.summary), 'C') ||
                        setweight(to_tsvector('english', NEW.description), 'D');
                    RETURN NEW;
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
                | pgtrigger.UpdateOf("price_minor", "compare_at_minor", "deleted_at", "product_id")
                | pgtrigger.Delete,
                when=pgtrigger.After,
                func="""
                    UPDATE catalog_product SET (price_from_minor, price_to_minor, compare_at_minor) = (
                        SELECT min(price_minor), max(price_minor),
                               (array_agg(compare_at_minor ORDER BY price_minor, position, id))[1]
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
        # The database keeps the names of a JSON object in an order of its own.
        known = [name for name in self.product.option_names if name in self.options]
        others = [name for name in self.options if name not in known]
        return ", ".join(str(self.options[name]) for name in (*known, *others))

    def clean_fields(self, exclude: Any = None) -> None:
        self.sku = self.sku.strip().upper()
        super().clean_fields(exclude=exclude)
