"""The range of the demo shop, as the catalogue takes it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from catalog.domain.bulk import (
    Loaded,
    NewCategory,
    NewPicture,
    NewProduct,
    NewVariant,
    load_categories,
    load_collection,
    load_products,
)
from catalog.domain.media import store_webp
from catalog.domain.search.spelling import refresh_words
from catalog.models import Variant
from shop.demo.drawing import draw_all_small
from shop.demo.loading.rules import load_search_rules
from shop.demo.range import DemoAttribute, DemoProduct, make_collections, make_tree


def loaded_shelves(products: Sequence[DemoProduct]) -> Loaded:
    """The ids of a demo range that is on the shelves already."""
    skus = [variant.sku for product in products for variant in product.variants]
    rows = Variant.everything.filter(sku__in=skus).values_list(
        "sku", "pk", "product__slug", "product_id"
    )
    known = list(rows)
    return Loaded({slug: pk for _, _, slug, pk in known}, {sku: pk for sku, pk, _, _ in known})


@transaction.atomic
def load_shelves(
    products: Sequence[DemoProduct], pictures: Mapping[str, NewPicture], now: datetime
) -> Loaded:
    """Write categories, makers, products and collections."""
    tree = make_tree()
    tiles = draw_all_small([(shelf.kind, shelf.look, 0) for shelf in tree])
    categories = load_categories(
        [
            NewCategory(
                slug=shelf.slug,
                name=shelf.name,
                parent=shelf.parent,
                description=shelf.text,
                tint=colour,
                image=store_webp(by_width[400], 400),
            )
            for shelf, (by_width, colour) in zip(tree, tiles, strict=True)
        ]
    )
    brands = {
        product.maker.slug: (product.maker.name, f"{product.maker.place}. {product.maker.sentence}")
        for product in products
    }
    loaded = load_products(
        [_product(product, pictures[product.slug], now) for product in products],
        categories=categories,
        brands=brands,
    )
    for position, collection in enumerate(make_collections(products)):
        chosen = [loaded.products[slug] for slug in collection.products if slug in loaded.products]
        load_collection(
            slug=collection.slug,
            name=collection.name,
            story="\n\n".join(collection.story),
            image="",
            position=position,
            product_ids=chosen,
        )
    load_search_rules()
    refresh_words()
    return loaded


def _product(product: DemoProduct, picture: NewPicture, now: datetime) -> NewProduct:
    return NewProduct(
        slug=product.slug,
        name=product.name,
        category=product.category,
        published_at=now - timedelta(days=product.launched_days_ago, hours=5),
        brand=product.maker.slug,
        summary=product.short,
        description="\n\n".join(product.long),
        attributes={fact.label: _shown(fact) for fact in product.attributes},
        option_names=[name for name, _values in product.options],
        tags=product.tags,
        tax_class=product.tax_class,
        pictures=[picture],
        variants=[
            NewVariant(
                sku=variant.sku,
                price_minor=variant.price_minor,
                options=dict(variant.options),
                cost_minor=variant.cost_minor,
                compare_at_minor=variant.compare_at_minor,
                weight_grams=variant.weight_grams,
                stock=variant.stock,
            )
            for variant in product.variants
        ],
    )


def _shown(fact: DemoAttribute) -> str:
    """A fact as people read it: "90 ml", "Yes"."""
    if isinstance(fact.value, bool):
        return "Yes" if fact.value else "No"
    return (
        f"{fact.value:g} {fact.unit}".strip()
        if isinstance(fact.value, float | int)
        else f"{fact.value} {fact.unit}".strip()
    )
