"""What pages, carts and other rooms read of the catalogue: small frozen facts, in few statements."""

from catalog.queries.cards import Card, cards_of, cards_of_ids
from catalog.queries.facts import VariantFacts, variant_facts
from catalog.queries.listing import Facet, FacetValue, Filters, Listing, list_products
from catalog.queries.pictures import Picture
from catalog.queries.product import (
    Choice,
    ProductFacts,
    ProductPage,
    ReviewSummary,
    ShownReview,
    product_page,
)
from catalog.queries.tree import Shelf, category_tree

__all__ = [
    "Card",
    "Choice",
    "Facet",
    "FacetValue",
    "Filters",
    "Listing",
    "Picture",
    "ProductFacts",
    "ProductPage",
    "ReviewSummary",
    "Shelf",
    "ShownReview",
    "VariantFacts",
    "cards_of",
    "cards_of_ids",
    "category_tree",
    "list_products",
    "product_page",
    "variant_facts",
]
