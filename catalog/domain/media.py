"""Pictures: taken in with care, kept privately as they came, shown in renditions that are made once."""

import hashlib
import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from catalog.domain import generation
from catalog.errors import UnusablePicture
from catalog.models import Product, ProductImage, Variant
from shop.base.outbox import later

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
LARGEST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 40_000_000
LEAST_SIDE = 200
WIDTHS = (400, 800, 1600)
QUALITY = 80


@dataclass(frozen=True, slots=True)
class PlainPicture:
    """A picture that can be kept: its pixels in its own format, upright, and nothing else."""

    content: bytes
    ending: str
    width: int
    height: int


def add_picture(
    product: Product,
    file: IO[bytes] | PlainPicture,
    *,
    alt: str,
    variant: Variant | None = None,
    position: int | None = None,
) -> ProductImage:
    """Take in a picture of a product and have its renditions made.

    ``file`` may have been read already. Raises UnusablePicture with what to do.
    """
    if not alt.strip():
        raise UnusablePicture(_("Describe what the picture shows."), field="alt")
    plain = file if isinstance(file, PlainPicture) else read_picture(file)
    if position is None:
        position = ProductImage.objects.filter(product=product).count()
    with transaction.atomic():
        picture = ProductImage(
            product=product,
            variant=variant,
            alt=alt.strip()[:200],
            position=position,
            width=plain.width,
            height=plain.height,
        )
        picture.original.save(_name_of(plain), ContentFile(plain.content), save=False)
        picture.save()
        later("catalog.tasks.make_renditions", picture_id=picture.pk)
    return picture


@transaction.atomic
def replace_picture(picture: ProductImage, plain: PlainPicture) -> None:
    """Give a picture another file. Shoppers see the former one until the renditions of the new one are made."""
    picture.original.save(_name_of(plain), ContentFile(plain.content), save=False)
    picture.save()
    later("catalog.tasks.make_renditions", picture_id=picture.pk)


def make_renditions(picture_id: int) -> Mapping[str, str]:
    """Make the WebP renditions of a picture, never larger than it is. A second run gives the same files."""
    picture = ProductImage.objects.get(pk=picture_id)
    with picture.original.open("rb") as file, Image.open(file) as opened:
        image = opened.convert("RGB")
    widths = [width for width in WIDTHS if width <= image.width] or [image.width]
    renditions = {str(width): _store_rendition(image, width) for width in widths}
    ProductImage.objects.filter(pk=picture_id).update(
        renditions=renditions,
        placeholder=dominant_colour(image),
        width=image.width,
        height=image.height,
    )

    # update() sends no signal, and the pages that show the picture must know.
    generation.bump()
    return renditions


def store_webp(content: bytes, width: int) -> str:
    """Keep a ready-made rendition under a name made from its content. Returns its path in the media storage."""
    path = f"products/{hashlib.sha256(content).hexdigest()[:24]}-{width}.webp"
    if not default_storage.exists(path):
        path = default_storage.save(path, ContentFile(content))
    return path


def dominant_colour(image: Image.Image) -> str:
    """The average colour of a picture, as CSS."""
    red, green, blue = image.convert("RGB").resize((1, 1), Image.Resampling.BOX).tobytes()
    return f"#{red:02x}{green:02x}{blue:02x}"


def _store_rendition(image: Image.Image, width: int) -> str:
    height = max(1, round(image.height * width / image.width))
    small = image.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "WEBP", quality=QUALITY, method=4)
    return store_webp(out.getvalue(), width)


def read_picture(file: IO[bytes]) -> PlainPicture:
    """Read an uploaded picture.

    Told by its content and not by its name; re-encoded, so nothing that hides in the file (places, scripts, a second
    file) is kept. Raises UnusablePicture with what to do.
    """
    data = file.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise UnusablePicture(_("The file is larger than 12 MB. Save it smaller."), field="file")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
                _check_size(opened)
                opened.load()
                image_format = str(opened.format)
                upright = ImageOps.exif_transpose(opened)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError,
            Image.DecompressionBombWarning) as error:  # fmt: skip
        raise UnusablePicture(
            _(
                "This is not a whole JPEG, PNG, WebP or AVIF picture. Save it again as one of these."
            ),
            field="file",
        ) from error
    out = io.BytesIO()
    plain = upright.convert(
        "RGB" if image_format == "JPEG" else "RGBA" if "A" in upright.getbands() else "RGB"
    )
    plain.save(out, image_format, quality=92)
    return PlainPicture(out.getvalue(), ENDINGS[image_format], *plain.size)


def file_of(picture: PlainPicture) -> File[bytes]:
    """A read picture as a file to keep, named after its content."""
    return ContentFile(picture.content, name=_name_of(picture))


def _name_of(picture: PlainPicture) -> str:
    return f"{hashlib.sha256(picture.content).hexdigest()[:24]}.{picture.ending}"


def _check_size(image: Image.Image) -> None:
    """Before anything is decoded: the header says how much it would be."""
    if image.width * image.height > MOST_PIXELS:
        raise UnusablePicture(
            _("The picture has more than 40 million pixels. Save it smaller."), field="file"
        )
    if getattr(image, "n_frames", 1) > 1:
        raise UnusablePicture(_("Moving pictures cannot be used here."), field="file")
    if min(image.width, image.height) < LEAST_SIDE:
        raise UnusablePicture(_("Each side needs at least 200 pixels."), field="file")
