"""Who buys in the demo shop, what they write about it and what they look for."""

from shop.demo.words.finds import Finder
from shop.demo.words.people import Address, Person, make_people
from shop.demo.words.reviews import Review, draw_rating, make_review, make_reviews
from shop.demo.words.searches import Search, make_searches, mistype

__all__ = [
    "Address",
    "Finder",
    "Person",
    "Review",
    "Search",
    "draw_rating",
    "make_people",
    "make_review",
    "make_reviews",
    "make_searches",
    "mistype",
]
