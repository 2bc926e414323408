"""Pages for machines: robots.txt, the sitemap, the manifest."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse

from catalog.models import Category, Collection, Product
from shop.pages.views.help_pages import TOPICS

PRIVATE = ("account", "cart", "checkout", "search")


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines should leave alone, and where the sitemap is."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {reverse(name)}" for name in PRIVATE),
        "Disallow: /admin/",
        "Disallow: /api/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for the shop's sign on pages that name none, such as the sitemap."""
    return redirect(static("img/icon-180.png"))


def manifest(request: HttpRequest) -> JsonResponse:
    """The shop as an app on a phone."""
    icons = [
        {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (180, 512)
    ]
    body = {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": "#fdfaf5",
        "theme_color": "#1f5a43",
        "icons": icons,
    }
    return JsonResponse(body, content_type="application/manifest+json")


class ProductMap(Sitemap[Product]):
    """Every product on sale."""

    def items(self) -> QuerySet[Product]:
        return Product.objects.on_sale().only("slug", "updated_at").order_by("pk")

    def lastmod(self, item: Product) -> datetime:
        return item.updated_at


class ShelfMap(Sitemap[Category | Collection]):
    """Categories and collections."""

    def items(self) -> list[Category | Collection]:
        return [*Category.objects.visible(), *Collection.objects.filter(is_visible=True)]


class PageMap(Sitemap[str]):
    """The front page and the help."""

    def items(self) -> Iterable[str]:
        return [reverse("home"), *(reverse("help", args=[slug]) for slug in TOPICS)]

    def location(self, item: str) -> str:
        return item


SITEMAPS = {"pages": PageMap, "shelves": ShelfMap, "products": ProductMap}
