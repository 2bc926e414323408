"""Carts: put in, take out, look at what it costs and what has changed since the shopper last saw it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from catalog.errors import NotForSale, OutOfStock
from catalog.queries import VariantFacts, variant_facts
from orders.domain.gift_cards import covered_by
from orders.domain.pricing import (
    CouponTerms,
    Item,
    Priced,
    RateTerms,
    Snapshot,
    price,
    refusal_in,
)
from orders.domain.terms import automatic_terms, coupon_terms, groups_of, rates_to
from orders.errors import BadQuantity, CouponRefused
from orders.models import Cart, CartLine, Coupon, GiftCard
from orders.models.carts import MOST_OF_ONE_LINE
from orders.queries import tax_rates
from shop.base import prepared
from shop.base.money import format_minor
from shop.base.prepared import Prepared, Slot, as_tuple

MOST_CODES = 5
TOUCH = "UPDATE orders_cart SET updated_at = %s WHERE id = %s"


@dataclass(frozen=True, slots=True)
class CartLineView:
    """A line as it is now. ``problem`` is a code ("price_changed", "sold_out", "too_many", "not_for_sale") or empty."""

    variant: VariantFacts
    quantity: int
    price_seen_minor: int
    problem: str = ""
    words: str = ""

    @property
    def total_minor(self) -> int:
        return self.quantity * self.variant.price_minor

    @property
    def most(self) -> int:
        """The largest quantity that can be chosen now."""
        left = self.variant.available
        return MOST_OF_ONE_LINE if left is None else min(left, MOST_OF_ONE_LINE)


@dataclass(frozen=True, slots=True)
class CartView:
    """A cart as it is now, priced. ``coupon_problem`` says why the coupon takes nothing off.

    ``rates`` are the ways of delivery to the country that it was viewed for, ``rate`` the one in the price.
    """

    cart: Cart
    lines: Sequence[CartLineView]
    priced: Priced
    currency: str
    rates: Sequence[RateTerms] = ()
    rate: RateTerms | None = None
    coupons: Sequence[CouponTerms] = ()
    coupon_problem: str = ""
    gift_card: GiftCard | None = None

    @property
    def coupon_code(self) -> str:
        """The codes in the cart, as they are shown; empty for none."""
        return ", ".join(coupon.code for coupon in self.coupons)

    @property
    def takes_more_codes(self) -> bool:
        """Whether another code may lie beside those that are there."""
        return all(coupon.combines for coupon in self.coupons)

    @property
    def gift_minor(self) -> int:
        """What the gift card would pay now."""
        return covered_by(self.gift_card, self.priced.total_minor)

    @property
    def due_minor(self) -> int:
        """What is left to pay another way."""
        return self.priced.total_minor - self.gift_minor

    @property
    def count(self) -> int:
        return sum(line.quantity for line in self.lines)

    @property
    def is_empty(self) -> bool:
        return not self.lines

    @property
    def problems(self) -> Sequence[CartLineView]:
        return [line for line in self.lines if line.problem]


def find_cart(token: UUID | str | None, user: User | None) -> Cart | None:
    """The open cart of a signed-in user, else of the token that an anonymous visitor carries."""
    if user is not None:
        return _OF_USER.first(user=user.pk)
    token = _token_of(token)
    if not token:
        return None
    # A token opens only a cart that belongs to nobody: a stolen one shows no person's cart.
    return _OF_NOBODY.first(token=token)


_OF_USER = prepared.models(Cart, lambda: Cart.objects.open().filter(user=Slot("user")))
_OF_NOBODY = prepared.models(
    Cart, lambda: Cart.objects.open().filter(token=Slot("token"), user=None)
)


def open_cart(token: UUID | str | None, user: User | None) -> Cart:
    """The open cart, made when there is none yet."""
    cart = find_cart(token, user)
    if cart is not None:
        return cart
    if user is None:
        cart = Cart(currency=settings.SHOP_CURRENCY)
        prepared.insert(cart)
        return cart
    try:
        with transaction.atomic():
            return Cart.objects.create(user=user, currency=settings.SHOP_CURRENCY)
    except IntegrityError:
        # Another request of the same user made it in between.
        return Cart.objects.open().select_related("coupon").get(user=user)


@transaction.atomic
def add(cart: Cart, variant_id: int, quantity: int = 1) -> CartLineView:
    """Put more of a variant into the cart. Returns the line as it is now.

    Raises BadQuantity, NotForSale, or OutOfStock when the line would hold more than there is.
    """
    _check_quantity(quantity)
    # Taking the cart's row first lets one change of it happen at a time.
    _touch(cart)
    facts = _for_sale(variant_id)
    line = next((line for line in _lines_of(cart) if line.variant_id == variant_id), None)
    wanted = quantity + (line.quantity if line else 0)
    _check_quantity(wanted)
    _check_left(facts, wanted)
    if line:
        line.quantity, line.price_seen_minor = wanted, facts.price_minor
        line.save(update_fields=["quantity", "price_seen_minor"])
    else:
        prepared.insert(
            CartLine(
                cart=cart,
                variant_id=variant_id,
                quantity=wanted,
                price_seen_minor=facts.price_minor,
            )
        )
    return CartLineView(facts, wanted, facts.price_minor)


@transaction.atomic
def set_quantity(cart: Cart, variant_id: int, quantity: int) -> None:
    """Change a line to a quantity; 0 takes it out. Raises like ``add``; a line that is not there changes nothing."""
    if quantity == 0:
        CartLine.objects.filter(cart=cart, variant_id=variant_id).delete()
    else:
        _check_quantity(quantity)
        facts = _for_sale(variant_id)
        _check_left(facts, quantity)
        CartLine.objects.filter(cart=cart, variant_id=variant_id).update(
            quantity=quantity, price_seen_minor=facts.price_minor
        )
    _touch(cart)


def accept_prices(cart: Cart) -> None:
    """The shopper has seen the prices of now: they are not "changed" any more."""
    lines = list(CartLine.objects.filter(cart=cart))
    facts = variant_facts([line.variant_id for line in lines])
    for line in lines:
        known = facts.get(line.variant_id)
        if known and known.price_minor != line.price_seen_minor:
            CartLine.objects.filter(pk=line.pk).update(price_seen_minor=known.price_minor)


@transaction.atomic
def merge(token: UUID | str | None, user: User) -> Cart | None:
    """Bring an anonymous cart along at sign-in: quantities add up within the stock, nothing of anyone else's moves.

    Returns the user's cart; None when there was nothing to bring and the user has none.
    """
    guest = find_cart(token, None)
    if guest is None:
        return find_cart(None, user)
    cart = open_cart(None, user)
    known = dict(CartLine.objects.filter(cart=cart).values_list("variant_id", "quantity"))
    lines = list(CartLine.objects.filter(cart=guest).order_by("variant_id"))
    facts = variant_facts([line.variant_id for line in lines])
    for line in lines:
        fact = facts.get(line.variant_id)
        if fact is None:
            continue
        most = MOST_OF_ONE_LINE if fact.available is None else min(fact.available, MOST_OF_ONE_LINE)
        together = max(min(known.get(line.variant_id, 0) + line.quantity, most), 1)
        CartLine.objects.update_or_create(
            cart=cart,
            variant_id=line.variant_id,
            defaults={"quantity": together, "price_seen_minor": line.price_seen_minor},
        )
    if guest.coupon_id and not cart.coupon_id:
        Cart.objects.filter(pk=cart.pk).update(
            coupon=guest.coupon_id, more_coupon_ids=guest.more_coupon_ids
        )
    if guest.gift_card_id and not cart.gift_card_id:
        Cart.objects.filter(pk=cart.pk).update(gift_card=guest.gift_card_id)
    guest.delete()
    return find_cart(None, user)


def apply_coupon(cart: Cart, code: str) -> Coupon:
    """Use a code, beside the others where all of them may be combined, else in their place.

    Raises CouponRefused with the reason when it does not apply to this cart now, or keeps another from applying.
    """
    coupon = Coupon.objects.filter(code=code.strip().upper()[:40], is_automatic=False).first()
    if coupon is None:
        raise CouponRefused(
            _("The code “%(code)s” is not known.") % {"code": code.strip()[:40]}, field="code"
        )
    codes = _beside(coupon, coupons_in(cart))
    terms = tuple(coupon_terms(one) for one in codes)
    objection = refusal_in(price(_snapshot(view(cart).lines, cart, settings.SHOP_COUNTRY, terms)))
    if objection:
        raise CouponRefused(objection, field="code")
    first, *more = codes
    cart.coupon, cart.more_coupon_ids = first, [one.pk for one in more]
    Cart.objects.filter(pk=cart.pk).update(
        coupon=first, more_coupon_ids=cart.more_coupon_ids, updated_at=timezone.now()
    )
    return coupon


def _beside(coupon: Coupon, there: Sequence[Coupon]) -> list[Coupon]:
    """The codes of the cart with a new one: beside those that are there when all of them may be combined, else alone."""
    others = [one for one in there if one.pk != coupon.pk]
    if len(others) >= MOST_CODES:
        raise CouponRefused(_("There are as many codes in the cart as can be."), field="code")
    if coupon.combines and all(one.combines for one in others):
        return [*others, coupon]
    return [coupon]


def coupons_in(cart: Cart) -> list[Coupon]:
    """The codes in the cart, in the order in which they were put in."""
    if cart.coupon is None:
        return []
    if not cart.more_coupon_ids:
        return [cart.coupon]
    more = Coupon.objects.in_bulk(cart.more_coupon_ids)
    return [cart.coupon, *(more[pk] for pk in cart.more_coupon_ids if pk in more)]


def remove_coupon(cart: Cart) -> None:
    """Use no code."""
    Cart.objects.filter(pk=cart.pk).update(
        coupon=None, more_coupon_ids=[], updated_at=timezone.now()
    )
    cart.coupon, cart.more_coupon_ids = None, []


def view(
    cart: Cart, *, country: str = "", shipping_code: str = "", with_pictures: bool = True
) -> CartView:
    """The cart as it is now: today's prices and stock, what changed since it was seen, and what it costs and why.

    With a ``country`` the ways of delivery there are found too, and the one of ``shipping_code`` is in the price; an
    empty code stands for the first of them.
    """
    rows = _lines_of(cart)
    facts = variant_facts([row.variant_id for row in rows], with_pictures=with_pictures)
    lines = [_line(row, facts[row.variant_id]) for row in rows if row.variant_id in facts]
    rates = rates_to(country, weight_of(lines)) if country and lines else []
    rate = next((rate for rate in rates if shipping_code in {"", rate.code}), None)
    coupons = tuple(coupon_terms(coupon) for coupon in coupons_in(cart))
    snapshot = _snapshot(lines, cart, country or settings.SHOP_COUNTRY, coupons, rate)
    priced = price(snapshot)
    return CartView(
        cart=cart,
        lines=lines,
        priced=priced,
        currency=cart.currency,
        rates=rates,
        rate=rate,
        coupons=coupons,
        coupon_problem=refusal_in(priced),
        gift_card=cart.gift_card,
    )


def _lines_of(cart: Cart) -> list[CartLine]:
    """The lines in the order in which they were put in."""
    return _LINES.rows(cart=cart.pk)


_LINES = prepared.models(
    CartLine, lambda: CartLine.objects.filter(cart=Slot("cart")).order_by("added_at", "pk")
)


def weight_of(lines: Sequence[CartLineView]) -> int:
    """What the parcel weighs, in grams."""
    return sum(line.quantity * line.variant.weight_grams for line in lines)


def count_in(token: str) -> int:
    """How many things are in the open cart of an anonymous visitor's token, in one statement; 0 when there is none."""
    token_id = _token_of(token)
    return _COUNTS.rows(token=token_id)[0][0] if token_id else 0


_COUNTS = Prepared(
    lambda: (
        CartLine.objects.filter(
            cart__token=Slot("token"), cart__user=None, cart__ordered_at__isnull=True
        )
        .order_by()
        .annotate(whole=Value(1))
        .values("whole")
        .annotate(count=Coalesce(Sum("quantity"), 0))
        .values_list("count")
    ),
    as_tuple,
)


def _token_of(text: UUID | str | None) -> UUID | None:
    """The token that a text spells; None for anything else."""
    try:
        return UUID(str(text))
    except ValueError:
        return None


def count_of(cart: Cart | None) -> int:
    """How many things are in a cart."""
    if cart is None:
        return 0
    return sum(CartLine.objects.filter(cart=cart).values_list("quantity", flat=True))


def _snapshot(
    lines: Sequence[CartLineView],
    cart: Cart,
    country: str,
    coupons: tuple[CouponTerms, ...],
    rate: RateTerms | None = None,
) -> Snapshot:
    now = timezone.now()
    automatic = automatic_terms()
    rates: Mapping[str, int] = tax_rates(country, now.date())
    return Snapshot(
        items=tuple(
            Item(
                variant_id=line.variant.id,
                name=line.variant.name,
                quantity=line.quantity,
                unit_price_minor=line.variant.price_minor,
                tax_class=line.variant.tax_class,
                weight_grams=line.variant.weight_grams,
                product_id=line.variant.product_id,
                category_id=line.variant.category_id,
            )
            for line in lines
        ),
        currency=cart.currency,
        at=now,
        country=country,
        prices_include_tax=settings.PRICES_INCLUDE_TAX,
        tax_rates=rates,
        coupon=coupons[0] if coupons else None,
        more_coupons=coupons[1:],
        automatic=automatic,
        rate=rate,
        customer_groups=groups_of(cart.user_id, (*automatic, *coupons)),
    )


def _line(row: CartLine, facts: VariantFacts) -> CartLineView:
    problem, words = _problem(row, facts)
    return CartLineView(facts, row.quantity, row.price_seen_minor, problem, words)


def _problem(row: CartLine, facts: VariantFacts) -> tuple[str, str]:
    if not facts.is_for_sale:
        return "not_for_sale", _("No longer on sale. Remove it to go on.")
    if facts.available == 0:
        return "sold_out", _("Sold out. Remove it to go on.")
    if facts.available is not None and facts.available < row.quantity:
        words = ngettext("Only %(left)d is left.", "Only %(left)d are left.", facts.available)
        return "too_many", words % {"left": facts.available}
    if facts.price_minor != row.price_seen_minor:
        words = _("The price has changed from %(before)s to %(now)s.")
        before = format_minor(row.price_seen_minor, facts.currency)
        return "price_changed", words % {
            "before": before,
            "now": format_minor(facts.price_minor, facts.currency),
        }
    return "", ""


def _check_quantity(quantity: int) -> None:
    if not 1 <= quantity <= MOST_OF_ONE_LINE:
        raise BadQuantity


def _for_sale(variant_id: int) -> VariantFacts:
    facts = variant_facts([variant_id]).get(variant_id)
    if facts is None or not facts.is_for_sale:
        raise NotForSale(variant_id)
    return facts


def _check_left(facts: VariantFacts, wanted: int) -> None:
    if facts.available is not None and facts.available < wanted:
        raise OutOfStock(facts.id, wanted, facts.available, name=facts.name)


def _touch(cart: Cart) -> None:
    cart.updated_at = timezone.now()
    prepared.write(TOUCH, [cart.updated_at, cart.pk])
