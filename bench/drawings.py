"""How long the pictures of the demo shop take: ``python -m bench drawings``.

Prints CPU milliseconds per picture for every kind, the slowest first, and the whole range's bill.
"""

import time

from bench.options import Options
from shop.demo.drawings import VIEWS, Look, draw, webp
from shop.demo.range import make_range


def timed(kind: str, view: int, width: int) -> tuple[float, int]:
    """CPU milliseconds and bytes of one picture, the stage already in the cache."""
    look = Look("bottle", "marigold", seed=3)
    webp(draw(kind, look, view), width)
    start = time.process_time()
    data = webp(draw(kind, look.but(seed=4), view), width)
    return (time.process_time() - start) * 1000, len(data)


def run(options: Options) -> None:
    """Draw one picture of every kind and view."""
    width = 400 if options.quick else 800
    rows = [
        (kind, view, *timed(kind, view, width))
        for kind in VIEWS
        for view in range(len(VIEWS[kind]))
    ]
    for kind, view, spent, size in sorted(rows, key=lambda row: -row[2])[:12]:
        print(f"{kind:14} {VIEWS[kind][view]:12} {spent:6.1f} ms {size / 1024:6.1f} kB")
    mean = sum(row[2] for row in rows) / len(rows)
    print(
        f"\n{len(rows)} views at {width} px: {mean:.1f} ms each, {sum(r[3] for r in rows) / len(rows) / 1024:.1f} kB"
    )
    products = make_range()
    faces = {(p.pictures[0].kind, p.pictures[0].look) for p in products}
    everything = {(p.kind, p.look, p.view) for product in products for p in product.pictures}
    print(
        f"first pictures of the range: {len(faces)}, about {len(faces) * mean / 1000:.0f} s of one core"
    )
    print(
        f"all pictures of the range: {len(everything)}, about {len(everything) * mean / 1000:.0f} s of one core"
    )
