"""Filters that programs say in words: terms, and terms joined by and, or and not.

``{"or": [{"price__lte": 2000}, {"not": {"brand": "kiln-street"}}], "in_stock": true}``: all that stands beside each
other must hold.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.lookups import IExact
from django.utils.text import slugify
from django.utils.translation import gettext as _

from catalog.models import Category, Product, SavedFilter, Variant
from catalog.models.products import can_be_bought
from shop.base.errors import InvalidInput, NotFound

DEEPEST = 6
MOST_TERMS = 40
MOST_SAVED = 100
LARGEST_NUMBER = 10**12
ATTRIBUTE = "attr."


def condition_of(expression: Any) -> Q:
    """What a product must be to pass a filter. Raises InvalidInput naming what cannot be understood."""
    return _all_of(expression, _Allowance(), depth=0)


def saved_filter(slug: str, *, user_id: int | None) -> SavedFilter:
    """A person's own filter of this name, else the shop's preset. Raises NotFound."""
    mine = Q(owner__isnull=True) | Q(owner_id=user_id) if user_id else Q(owner__isnull=True)
    found = SavedFilter.objects.filter(mine, slug=slug).order_by("owner_id").first()
    if found is None:
        raise NotFound(_("There is no saved filter of this name."))
    return found


def keep_filter(*, owner_id: int | None, name: str, expression: Any) -> SavedFilter:
    """Keep a filter under a name; the same name again replaces it. Raises InvalidInput."""
    condition_of(expression)
    slug = slugify(name)[:80].strip("-")
    if not slug:
        raise InvalidInput(_("Give a name with letters or digits."), field="name")
    own = SavedFilter.objects.filter(owner_id=owner_id)
    if own.count() >= MOST_SAVED and not own.filter(slug=slug).exists():
        raise InvalidInput(_("A hundred filters are kept already. Remove one first."), field="name")
    try:
        with transaction.atomic():
            row, _is_new = SavedFilter.objects.update_or_create(
                owner_id=owner_id, slug=slug, defaults={"name": name, "expression": expression}
            )
    except IntegrityError as error:
        raise InvalidInput(
            _("Somebody kept this name just now. Try again."), field="name"
        ) from error
    return row


def forget_filter(slug: str, *, owner_id: int) -> None:
    """Keep a person's filter no longer. Raises NotFound."""
    gone, _by_model = SavedFilter.objects.filter(owner_id=owner_id, slug=slug).delete()
    if not gone:
        raise NotFound(_("There is no saved filter of this name."))


class _Allowance:
    """How many terms a filter may still have: each costs the database something."""

    left = MOST_TERMS

    def take(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _refusal(_("At most %d terms, please.") % MOST_TERMS)


def _all_of(expression: Any, allowance: _Allowance, depth: int) -> Q:
    if not isinstance(expression, Mapping) or not expression:
        raise _refusal(_("A filter is an object of terms, and, or, not."))
    if depth > DEEPEST:
        raise _refusal(_("At most %d levels, please.") % DEEPEST)
    condition = Q()
    for name, value in expression.items():
        condition &= _term(str(name), value, allowance, depth)
    return condition


def _term(name: str, value: Any, allowance: _Allowance, depth: int) -> Q:
    allowance.take()
    if name == "not":
        return ~_all_of(value, allowance, depth + 1)
    if name in {"and", "or"}:
        if not isinstance(value, list) or not value:
            raise _refusal(_("“%s” takes a list of filters.") % name)
        parts = [_all_of(part, allowance, depth + 1) for part in value]
        joined = parts[0]
        for part in parts[1:]:
            joined = joined & part if name == "and" else joined | part
        return joined
    if name.startswith(ATTRIBUTE):
        return _attribute(name.removeprefix(ATTRIBUTE), value)
    if name not in TERMS:
        known = ", ".join([*TERMS, "attr.<name>", "and", "or", "not"])
        raise _refusal(
            _("“%(name)s” is no filter. There are: %(known)s.") % {"name": name, "known": known}
        )
    return TERMS[name](value)


def _attribute(name: str, value: Any) -> Q:
    """A fact of the product, or a choice of one of its variants, whatever the case of its letters."""
    key, wanted = f"{name[:1].upper()}{name[1:]}"[:60], _text(value)
    of_variant = Variant.objects.filter(
        IExact(KeyTextTransform(key, "options"), wanted), product=OuterRef("pk")
    )
    return Q(IExact(KeyTextTransform(key, "attributes"), wanted)) | Q(Exists(of_variant))


def _category(value: Any) -> Q:
    shelf = Category.objects.visible().filter(slug=_text(value)).first()
    return Q(category__path__startswith=shelf.path) if shelf else Q(pk__in=())


def _tag(value: Any) -> Q:
    through = Product.tags.through
    tagged = through.objects.filter(product_id=OuterRef("pk"), tag__slug=_text(value))
    return Q(Exists(tagged))


def _in_stock(value: Any) -> Q:
    wanted = str(value).lower()
    if wanted not in {"true", "false", "1", "0"}:
        raise _refusal(_("“in_stock” is true or false."))
    has = Q(can_be_bought())
    return has if wanted in {"true", "1"} else ~has


def _compare(lookup: str) -> Callable[[Any], Q]:
    return lambda value: Q(**{lookup: _number(value)})


TERMS: Mapping[str, Callable[[Any], Q]] = {
    "price__gte": _compare("price_from_minor__gte"),
    "price__lte": _compare("price_from_minor__lte"),
    "rating__gte": _compare("rating_average__gte"),
    "category": _category,
    "brand": lambda value: Q(brand__slug=_text(value)),
    "tag": _tag,
    "in_stock": _in_stock,
    "name__icontains": lambda value: Q(name__icontains=_text(value)),
}


def _text(value: Any) -> str:
    text = str(value)
    if isinstance(value, (dict, list)) or len(text) > 200 or "\x00" in text:
        raise _refusal(_("A value is a word or a number."))
    return text


def _number(value: Any) -> float:
    try:
        number = float(str(value))
    except ValueError:
        raise _refusal(_("“%s” is no number.") % str(value)[:40]) from None
    if not abs(number) <= LARGEST_NUMBER:
        raise _refusal(_("“%s” is no number that a filter can use.") % str(value)[:40])
    return number


def _refusal(words: str) -> InvalidInput:
    return InvalidInput(words, field="filter")
