"""Reviews: said once by one person about one product, read by staff, then shown or turned down."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.domain import generation
from catalog.errors import AlreadyReviewed
from catalog.models import Product, Review
from catalog.ports import purchase_history
from shop.base.actor import current_actor_id
from shop.base.errors import InvalidInput, NotFound

RATINGS = range(1, 6)
LONGEST_NAME = 80
LONGEST_TITLE = 120
LONGEST_BODY = 5000


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: the person's number and full name."""

    id: int
    full_name: str

    @property
    def shown_name(self) -> str:
        """What readers see: "Ada B." of Ada Byron, and nothing of the email of somebody who gave no name."""
        first, _space, rest = self.full_name.strip().partition(" ")
        last = rest.strip().rpartition(" ")[2]
        shown = f"{first} {last[0]}." if last else first
        return shown[:LONGEST_NAME] or _("A customer")


def submit_review(
    author: Author, product_id: int, *, rating: int, title: str = "", body: str = ""
) -> Review:
    """Take in what a person says of a product on sale; readers see it once staff have published it.

    ``rating`` is 1 to 5. The review is marked as verified when the person has bought the product here. Raises NotFound
    for a product that is not on sale, InvalidInput for a rating or a text that cannot be taken, AlreadyReviewed for a
    second review of the same product.
    """
    title, body = title.strip(), body.strip()
    if rating not in RATINGS:
        raise InvalidInput(_("Give one to five stars."), field="rating")
    if len(title) > LONGEST_TITLE:
        raise InvalidInput(
            _("Keep the title within %(most)d characters.") % {"most": LONGEST_TITLE}, field="title"
        )
    if len(body) > LONGEST_BODY:
        raise InvalidInput(
            _("Keep the text within %(most)d characters.") % {"most": LONGEST_BODY}, field="body"
        )
    product = Product.objects.on_sale().filter(pk=product_id).first()
    if product is None:
        raise NotFound(_("This product is not on sale."))
    try:
        with transaction.atomic():
            return Review.objects.create(
                product=product,
                author_id=author.id,
                author_name=author.shown_name,
                rating=rating,
                title=title,
                body=body,
                is_verified=purchase_history().has_bought(author.id, product.pk),
            )
    except IntegrityError as error:
        # The constraint alone decides: two requests at once would both pass a question asked before.
        raise AlreadyReviewed(_("You have reviewed this product already.")) from error


def publish(review_ids: Collection[int]) -> int:
    """Show reviews to readers. Returns how many were not shown before."""
    return _decide(review_ids, Review.Status.PUBLISHED)


def reject(review_ids: Collection[int]) -> int:
    """Keep reviews from readers. Returns how many this changed."""
    return _decide(review_ids, Review.Status.REJECTED)


def _decide(review_ids: Collection[int], status: Review.Status) -> int:
    changed = (
        Review.objects.filter(pk__in=review_ids)
        .exclude(status=status)
        .update(status=status, updated_at=timezone.now(), updated_by=current_actor_id())
    )
    if changed:
        # update() sends no signal, and pages that show the rating must know.
        generation.bump()
    return changed
