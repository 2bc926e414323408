"""Where a product is found that was found elsewhere before."""

from catalog.models import FormerAddress, Product


def present_slug(former: str) -> str | None:
    """The present address of the product on sale that had this one; None when there is none."""
    found: str | None = (
        FormerAddress.objects.filter(slug=former, product__in=Product.objects.on_sale())
        .values_list("product__slug", flat=True)
        .first()
    )
    return found
