"""Shapes of the catalogue: listed fields, no queries of their own."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.domain.reviews import LONGEST_BODY, LONGEST_TITLE
from catalog.models import Category, Product, Review, SavedFilter, TaxClass, Variant
from shop.base.money import format_minor


class MoneyField(serializers.Serializer[Any]):
    """An amount in minor units with its currency, and as people read it."""

    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()
    shown = serializers.CharField()


def money(amount_minor: int | None, currency: str) -> dict[str, Any] | None:
    """The API's form of an amount."""
    if amount_minor is None:
        return None
    return {
        "amount_minor": amount_minor,
        "currency": currency,
        "shown": format_minor(amount_minor, currency),
    }


class VariantSerializer(serializers.ModelSerializer[Variant]):
    """A variant as it is sold now."""

    price = serializers.SerializerMethodField()
    compare_at = serializers.SerializerMethodField()
    available = serializers.IntegerField(
        read_only=True,
        allow_null=True,
        help_text="How many are left; null when stock is not counted.",
    )

    class Meta:
        model = Variant
        fields = ["id", "sku", "options", "price", "compare_at", "weight_grams", "available"]

    @extend_schema_field(MoneyField)
    def get_price(self, variant: Variant) -> Any:
        return money(variant.price_minor, variant.currency)

    @extend_schema_field(MoneyField(allow_null=True))
    def get_compare_at(self, variant: Variant) -> Any:
        return money(variant.compare_at_minor, variant.currency)


class PictureSerializer(serializers.Serializer[Any]):
    """One picture with its renditions."""

    src = serializers.CharField()
    srcset = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    alt = serializers.CharField()


class CardSerializer(serializers.Serializer[Any]):
    """A product as lists show it."""

    id = serializers.IntegerField(source="product_id")
    name = serializers.CharField()
    url = serializers.CharField()
    brand = serializers.CharField()
    price_from = serializers.SerializerMethodField()
    price_to = serializers.SerializerMethodField()
    compare_at = serializers.SerializerMethodField()
    in_stock = serializers.BooleanField()
    rating_average = serializers.DecimalField(max_digits=3, decimal_places=2, allow_null=True)
    rating_count = serializers.IntegerField()
    picture = PictureSerializer(allow_null=True)

    @extend_schema_field(MoneyField)
    def get_price_from(self, card: Any) -> Any:
        return money(card.price_from_minor, card.currency)

    @extend_schema_field(MoneyField)
    def get_price_to(self, card: Any) -> Any:
        return money(card.price_to_minor, card.currency)

    @extend_schema_field(MoneyField(allow_null=True))
    def get_compare_at(self, card: Any) -> Any:
        return money(card.compare_at_minor, card.currency)


class CategoryBriefSerializer(serializers.ModelSerializer[Category]):
    """A category by name."""

    class Meta:
        model = Category
        fields = ["id", "name", "slug"]


class ProductSerializer(serializers.ModelSerializer[Product]):
    """A product with everything about it."""

    category = CategoryBriefSerializer(read_only=True)
    brand = serializers.CharField(source="brand.name", default="", read_only=True)
    tags: Any = serializers.SlugRelatedField(slug_field="name", many=True, read_only=True)
    variants = VariantSerializer(many=True, read_only=True, source="sold_variants")
    pictures = PictureSerializer(many=True, read_only=True, source="shown_pictures")

    class Meta:
        model = Product
        fields = [
            "id", "name", "slug", "status", "summary", "description", "attributes", "option_names", "tax_class",
            "published_at", "category", "brand", "tags", "variants", "pictures", "rating_average", "rating_count",
            "created_at", "updated_at",
        ]  # fmt: skip


class VariantInput(serializers.Serializer[Any]):
    """A variant to sell. Known SKUs of the product are changed, others are added."""

    sku = serializers.CharField(max_length=64)
    price_minor = serializers.IntegerField(min_value=0, max_value=10**12)
    compare_at_minor = serializers.IntegerField(
        min_value=1, max_value=10**12, allow_null=True, default=None
    )
    options = serializers.DictField(child=serializers.CharField(max_length=60), default=dict)
    weight_grams = serializers.IntegerField(min_value=0, max_value=10**7, default=0)
    stock = serializers.IntegerField(
        min_value=0,
        max_value=10**7,
        default=0,
        help_text="Received when the variant is new; later changes are movements.",
    )


class ProductInput(serializers.Serializer[Any]):
    """What can be said of a product. PATCH takes any part of it."""

    name = serializers.CharField(max_length=200)
    slug = serializers.SlugField(max_length=220, required=False)
    category = serializers.SlugRelatedField(slug_field="slug", queryset=Category.objects.all())
    brand = serializers.CharField(max_length=100, required=False, allow_blank=True)
    summary = serializers.CharField(max_length=300, required=False, allow_blank=True)
    description = serializers.CharField(max_length=20_000, required=False, allow_blank=True)
    attributes = serializers.DictField(child=serializers.CharField(max_length=300), required=False)
    status = serializers.ChoiceField(choices=Product.Status.choices, required=False)
    tax_class = serializers.ChoiceField(choices=TaxClass.choices, required=False)
    tags = serializers.ListField(
        child=serializers.CharField(max_length=60), max_length=30, required=False
    )
    variants = VariantInput(many=True, required=False)


class PictureInput(serializers.Serializer[Any]):
    """A picture to add to a product."""

    file = serializers.FileField()
    alt = serializers.CharField(max_length=200)


class PictureAddedSerializer(serializers.Serializer[Any]):
    """A picture that was taken in; its renditions follow within seconds."""

    id = serializers.IntegerField()
    alt = serializers.CharField()
    position = serializers.IntegerField()


class CategorySerializer(serializers.Serializer[Any]):
    """A category with those below it."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    slug = serializers.CharField()
    url = serializers.CharField()
    description = serializers.CharField()
    count = serializers.IntegerField(help_text="Products on sale in the whole branch.")
    children = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.DictField()))
    def get_children(self, shelf: Any) -> Any:
        return CategorySerializer(shelf.children, many=True).data


class ReviewSerializer(serializers.ModelSerializer[Review]):
    """A published review."""

    class Meta:
        model = Review
        fields = ["id", "author_name", "rating", "title", "body", "is_verified", "created_at"]


class ReviewInput(serializers.Serializer[Any]):
    """What somebody says of a product."""

    rating = serializers.IntegerField(help_text="One to five stars.")
    title = serializers.CharField(max_length=LONGEST_TITLE, required=False, allow_blank=True)
    body = serializers.CharField(max_length=LONGEST_BODY, required=False, allow_blank=True)


class ReviewTakenSerializer(serializers.ModelSerializer[Review]):
    """A review that was taken in; readers see it once it is published."""

    class Meta:
        model = Review
        fields = [*ReviewSerializer.Meta.fields, "status"]


class SavedFilterSerializer(serializers.ModelSerializer[SavedFilter]):
    """A filter under a name; one without owner is the shop's preset."""

    is_preset = serializers.SerializerMethodField()

    class Meta:
        model = SavedFilter
        fields = ["slug", "name", "expression", "is_preset"]

    def get_is_preset(self, row: SavedFilter) -> bool:
        return row.owner_id is None


class SavedFilterInput(serializers.Serializer[Any]):
    """A filter to keep: terms joined by and, or, not."""

    name = serializers.CharField(max_length=100)
    expression = serializers.DictField()
