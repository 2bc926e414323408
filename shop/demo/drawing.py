"""Draws many pictures at once on all cores. Imports no Django: its processes start fast."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from os import cpu_count

from PIL import Image

from shop.demo.drawings import Look, draw
from shop.demo.drawings.render import picture

SMALL, MIDDLE = 400, 800
QUALITY = 80
Wanted = tuple[str, Look, int]
Drawn = tuple[dict[int, bytes], str]


def draw_all_small(wanted: Sequence[Wanted]) -> Iterator[Drawn]:
    """Small WebP pictures and the average colour of each (kind, look, view), in the order asked for."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=cpu_count() or 1, mp_context=context) as pool:
        yield from pool.map(draw_small, wanted, chunksize=8)


def draw_small(wanted: Wanted) -> Drawn:
    """One picture as cards show it: half the work of a whole one."""
    kind, look, view = wanted
    image = picture(draw(kind, look, view), SMALL)
    return {SMALL: _webp(image)}, _average(image)


def draw_whole(wanted: Wanted) -> Drawn:
    """One picture in every width that pages ask for."""
    kind, look, view = wanted
    image = picture(draw(kind, look, view), MIDDLE)
    small = image.resize((SMALL, SMALL), Image.Resampling.BOX)
    return {SMALL: _webp(small), MIDDLE: _webp(image)}, _average(small)


def _average(image: Image.Image) -> str:
    red, green, blue = image.resize((1, 1), Image.Resampling.BOX).tobytes()
    return f"#{red:02x}{green:02x}{blue:02x}"


def _webp(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=1)
    return out.getvalue()
