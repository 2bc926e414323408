"""The pictures of the demo shop: a small one of each product before it opens, all of them while it sells."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from catalog.domain import generation
from catalog.domain.bulk import NewPicture, add_pictures
from catalog.domain.media import store_webp
from catalog.models import Collection, ProductImage, Variant
from shop.base.outbox import later
from shop.demo.drawing import MIDDLE, Drawn, draw_all_small, draw_whole
from shop.demo.drawings import scene, webp
from shop.demo.range import DemoPicture, DemoProduct, make_collections, make_range

AT_ONCE = 40
BANNER = 1600
Progress = Callable[[int, int], None]


def first_pictures(products: Sequence[DemoProduct], progress: Progress) -> dict[str, NewPicture]:
    """Draw and keep a small first picture of each product. Returns them by product slug."""
    first = [product.pictures[0] for product in products]
    drawn = draw_all_small([(one.kind, one.look, one.view) for one in first])
    kept = {}
    for place, (product, one, outcome) in enumerate(zip(products, first, drawn, strict=True), 1):
        kept[product.slug] = keep(one, outcome, _sku(product, one))
        progress(place, len(products))
    return kept


def ask_for_the_others(products: Sequence[DemoProduct], seed: int) -> None:
    """Have the workers draw the other views, a few products at a time."""
    later("shop.demo.tasks.draw_scenes", seed=seed)
    for start in range(0, len(products), AT_ONCE):
        later("shop.demo.tasks.draw_other_pictures", seed=seed, start=start)


def draw_scenes(seed: int) -> int:
    """Draw the banner of each collection that has none. Returns how many were drawn."""
    drawn = 0
    for collection in make_collections(make_range(seed)):
        bare = Collection.objects.filter(slug=collection.slug, image="")
        if bare.exists():
            bare.update(image=store_webp(webp(scene(collection.scene), BANNER), BANNER))
            drawn += 1
    generation.bump()
    return drawn


def draw_others(seed: int, start: int) -> int:
    """Draw the whole pictures of forty products: the first in every width, then the other views.

    A product that has them already is left alone. Returns how many pictures were drawn.
    """
    products = make_range(seed)[start : start + AT_ONCE]
    skus = [variant.sku for product in products for variant in product.variants]
    known = {sku: (pk, product_id) for sku, pk, product_id in _variants(skus)}
    variant_ids = {sku: pk for sku, (pk, _product_id) in known.items()}
    drawn = 0
    for product in products:
        own = known.get(product.variants[0].sku)
        if own is None:
            continue
        drawn += _complete(product, own[1], variant_ids)
    return drawn


def _complete(product: DemoProduct, product_id: int, variant_ids: Mapping[str, int]) -> int:
    there = list(ProductImage.objects.filter(product_id=product_id).order_by("position"))
    drawn = 0
    if there and str(MIDDLE) not in there[0].renditions:
        first = _draw(product, product.pictures[0])
        ProductImage.objects.filter(pk=there[0].pk).update(
            renditions=dict(first.renditions), original=first.original, width=MIDDLE, height=MIDDLE
        )
        drawn += 1
    if len(there) == 1:
        others = [_draw(product, one) for one in product.pictures[1:]]
        add_pictures({product_id: others}, variant_ids, start=1)
        drawn += len(others)
    return drawn


def _draw(product: DemoProduct, one: DemoPicture) -> NewPicture:
    return keep(one, draw_whole((one.kind, one.look, one.view)), _sku(product, one))


def keep(one: DemoPicture, drawn: Drawn, sku: str) -> NewPicture:
    """Put a drawn picture into the media storage."""
    by_width, colour = drawn
    paths = {str(width): store_webp(content, width) for width, content in by_width.items()}
    widest = max(by_width)
    return NewPicture(
        alt=one.alt,
        original=paths[str(widest)],
        renditions=paths,
        placeholder=colour,
        sku=sku,
        width=widest,
        height=widest,
    )


def _variants(skus: Iterable[str]) -> Iterable[tuple[str, int, int]]:
    return Variant.objects.filter(sku__in=list(skus)).values_list("sku", "pk", "product_id")


def _sku(product: DemoProduct, one: DemoPicture) -> str:
    """The variant that a picture shows, told by its look."""
    return next((variant.sku for variant in product.variants if variant.look == one.look), "")
