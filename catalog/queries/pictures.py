"""Pictures as pages show them: a source set of the widths that there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.files.storage import default_storage

from catalog.models import ProductImage
from shop.base.prepared import Prepared, Slot, as_tuple

URLS_REMEMBERED = 20_000
DETAILS = ("alt", "width", "height", "placeholder", "variant_id")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture. ``srcset`` lists its renditions; ``placeholder`` is a CSS colour shown until it has loaded."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    placeholder: str
    variant_id: int | None = None
    largest: str = ""


def picture_of(
    renditions: Mapping[str, str],
    *,
    alt: str,
    width: int,
    height: int,
    placeholder: str = "",
    variant_id: int | None = None,
) -> Picture | None:
    """The picture, or None while the worker has not made any rendition: originals are private."""
    if not renditions:
        return None
    by_width = sorted(
        (int(wide), _url(settings.MEDIA_URL, path)) for wide, path in renditions.items()
    )
    middle = next((url for wide, url in by_width if wide >= 800), by_width[-1][1])
    return Picture(
        src=middle,
        srcset=", ".join(f"{url} {wide}w" for wide, url in by_width),
        width=width or 800,
        height=height or 800,
        alt=alt,
        placeholder=placeholder,
        variant_id=variant_id,
        largest=by_width[-1][1],
    )


@lru_cache(maxsize=URLS_REMEMBERED)
def _url(_base: str, path: str) -> str:
    """Where a rendition is. Its name comes from its content, so the answer never changes."""
    return default_storage.url(path)


def thumbnail_url(renditions: Mapping[str, str] | None) -> str:
    """Where the smallest rendition is; empty while the worker has not made any."""
    if not renditions:
        return ""
    return default_storage.url(renditions[min(renditions, key=int)])


def pictures_of_products(
    product_ids: Iterable[int], *, most_each: int | None = None
) -> dict[int, list[Picture]]:
    """The pictures of each product in their order, in one statement."""
    found: dict[int, list[Picture]] = {}
    for product_id, renditions, *others in _PICTURES.rows(products=list(product_ids)):
        so_far = found.setdefault(product_id, [])
        if most_each is not None and len(so_far) >= most_each:
            continue
        if picture := picture_of(renditions, **dict(zip(DETAILS, others, strict=True))):
            so_far.append(picture)
    return found


_PICTURES = Prepared(
    lambda: (
        ProductImage.objects.filter(product_id__any=Slot("products"))
        .order_by("position", "pk")
        .values_list("product_id", "renditions", *DETAILS)
    ),
    as_tuple,
)
