"""Facts for search engines (schema.org), as plain dictionaries."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from catalog.queries import Picture, ProductFacts, VariantFacts
from shop.base.money import to_major
from shop.pages.choosing import can_be_had

CONTEXT = "https://schema.org"
Facts = dict[str, Any]


def absolute(request: HttpRequest, path: str) -> str:
    """An address as the world sees it."""
    return request.build_absolute_uri(path)


def organisation(request: HttpRequest) -> Facts:
    """The shop itself, and that it can be searched."""
    search = absolute(request, reverse("search"))
    return {
        "@context": CONTEXT,
        "@type": "OnlineStore",
        "name": settings.SITE_NAME,
        "url": absolute(request, "/"),
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{search}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(request: HttpRequest, steps: Iterable[tuple[str, str]]) -> Facts:
    """The way to a page: names and paths from the top."""
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": name,
            "item": absolute(request, path),
        }
        for position, (name, path) in enumerate(steps, start=1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def product_facts(
    request: HttpRequest,
    product: ProductFacts,
    variants: Iterable[VariantFacts],
    pictures: Iterable[Picture],
) -> Facts:
    """A product with what it costs and what its buyers think of it."""
    facts: Facts = {
        "@context": CONTEXT,
        "@type": "Product",
        "name": product.name,
        "description": product.summary or product.description,
        "image": [absolute(request, picture.largest or picture.src) for picture in pictures],
        "offers": [_offer(request, product, variant) for variant in variants],
    }
    if product.brand:
        facts["brand"] = {"@type": "Brand", "name": product.brand}
    if product.rating_count:
        facts["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": str(product.rating_average),
            "reviewCount": product.rating_count,
        }
    return facts


def _offer(request: HttpRequest, product: ProductFacts, variant: VariantFacts) -> Facts:
    address = absolute(request, f"{product.url}?variant={variant.id}")
    price: Decimal = to_major(variant.price_minor, variant.currency)
    state = "InStock" if can_be_had(variant) else "OutOfStock"
    return {
        "@type": "Offer",
        "sku": variant.sku,
        "url": address,
        "price": str(price),
        "priceCurrency": variant.currency,
        "availability": f"{CONTEXT}/{state}",
    }
