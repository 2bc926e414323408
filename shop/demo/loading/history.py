"""A year of orders and ninety days of activity, as the rooms take them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random

from accounts.domain.demo import DOMAIN
from accounts.domain.imported import ImportedCustomer, ensure_customers
from activity.domain.bulk import load_events
from activity.domain.events import Fact
from catalog.domain.bulk import Loaded, NewReview, load_reviews
from orders.domain.bulk import PastLine, PastOrder, load_past_orders
from orders.domain.checkout import LETTERS
from orders.domain.pricing import CouponTerms, Item, Priced, RateTerms, Snapshot, price
from orders.domain.terms import rates_to
from orders.gateways.test.gateway import know_past_payments
from orders.models import Coupon
from orders.queries import tax_rates
from shop.demo.dice import Dice
from shop.demo.range import DemoProduct, DemoVariant
from shop.demo.simulation.facts import Goods, Happening, Purchase, Year
from shop.demo.simulation.year import simulate
from shop.demo.words import Finder, Person, draw_rating, make_people, make_review, make_searches

PEOPLE = 2000
USED_UP_DAYS = {
    "soap": 45,
    "coffee": 30,
    "tea": 40,
    "candle": 60,
    "chocolate": 35,
    "jam": 50,
    "socks": 120,
}
REVIEW_SHARE = 0.62
CURRENCY = "GBP"
WELCOME = "WELCOME10"


def has_history() -> bool:
    """Whether the year of a demo shop has been written."""
    return Coupon.objects.filter(code=WELCOME).exists()


class History:
    """Everything that happened in the demo shop, ready to be written."""

    def __init__(
        self, products: Sequence[DemoProduct], loaded: Loaded, *, now: datetime, seed: int
    ) -> None:
        self.products, self.loaded, self.now, self.seed = products, loaded, now, seed
        self.variants: list[tuple[DemoProduct, DemoVariant]] = [
            (product, variant) for product in products for variant in product.variants
        ]
        self.people: list[Person] = make_people(seed, PEOPLE)
        searches = [
            search.typed for search in make_searches(products, Dice(f"searches {seed}"), 3000)
        ]
        finder = Finder(products)
        self.found = {typed: finder.count(typed) for typed in set(searches)}
        self.year: Year = simulate(self._goods(), searches, people=PEOPLE, now=now, seed=seed)
        self._let_the_demo_shopper_be_faithful()
        self.numbers = self._numbers()
        self.users: dict[str, int] = {}

    def load_people(self) -> None:
        """Write an account for every customer who made one."""
        self.users = ensure_customers(
            ImportedCustomer(person.email, person.name, self.year.shoppers[index].joined_at)
            for index, person in enumerate(self.people)
            if not person.is_guest
        )

    def load_orders(self) -> int:
        """Write the year's orders. Returns how many."""
        coupon, _made = Coupon.objects.get_or_create(
            code=WELCOME,
            defaults={"kind": Coupon.Kind.PERCENT, "value": 1000, "minimum_minor": 2000},
        )
        # The orders are made by a thread that has no connection: what they cost is asked for before.
        for country in {person.address.country for person in self.people}:
            _tax_rates(country)
            _rates(country)
        written = load_past_orders(self._orders(coupon))
        know_past_payments()
        used = sum(purchase.uses_coupon for purchase in self.year.purchases)
        Coupon.objects.filter(pk=coupon.pk).update(used_count=used)
        return written

    def load_activity(self) -> int:
        """Write the events of the last ninety days. Returns how many."""
        return load_events(self._fact(happening) for happening in self.year.happenings)

    def load_reviews(self) -> int:
        """Write what buyers said. Returns how many."""
        reviews = list(self._reviews())
        load_reviews(reviews)
        return len(reviews)

    def _let_the_demo_shopper_be_faithful(self) -> None:
        """Whoever signs in as the demo's shopper has a year with the shop to look at: its best customer's."""
        honest = Counter(
            purchase.shopper for purchase in self.year.purchases if not purchase.is_fraud
        )
        best, _orders = honest.most_common(1)[0]
        self.people[best] = replace(
            self.people[best],
            given="Sam",
            family="Shopper",
            email=f"shopper@{DOMAIN}",
            is_guest=False,
        )

    def _goods(self) -> list[Goods]:
        goods, number = [], 0
        for index, product in enumerate(self.products):
            own = tuple(range(number, number + len(product.variants)))
            number += len(own)
            goods.append(
                Goods(
                    index=index,
                    name=product.name,
                    department=_department(product.category),
                    shelf=product.category,
                    variants=own,
                    popularity=product.popularity,
                    launched_at=self.now - timedelta(days=product.launched_days_ago),
                    season=product.year,
                    used_up_days=_used_up_days(product),
                )
            )
        return goods

    def _numbers(self) -> dict[tuple[int | None, datetime], str]:
        """The number of each order, by customer and moment."""
        dice = Random(f"numbers {self.seed}")
        return {
            (purchase.shopper, purchase.at): f"{purchase.at:%y%m%d}-"
            + "".join(dice.choice(LETTERS) for _letter in range(8))
            for purchase in self.year.purchases
        }

    def _orders(self, coupon: Coupon) -> Iterator[PastOrder]:
        for purchase in self.year.purchases:
            yield self._order(purchase, coupon)

    def _order(self, purchase: Purchase, coupon: Coupon) -> PastOrder:
        person = self.people[purchase.shopper]
        country = person.address.country
        priced, rate = self._priced(purchase, country, coupon)
        return PastOrder(
            number=self.numbers[purchase.shopper, purchase.at],
            email=person.email,
            user_id=self.users.get(person.email),
            placed_at=purchase.at,
            currency=CURRENCY,
            state=purchase.ending,
            shipping_minor=priced.shipping_minor,
            shipping_name=rate.name,
            address=_address(person),
            coupon_id=coupon.pk if priced.discount_minor else None,
            gateway="test",
            finished_at=_finished_at(purchase, self.now),
            story=_story(purchase, self.now),
            shipping_tax_minor=priced.tax_minor - sum(line.tax_minor for line in priced.lines),
            trace=[step.as_json() for step in priced.trace],
            lines=tuple(
                self._line(
                    line.item, line.discount_minor, line.tax_minor, line.tax_rate_basis_points
                )
                for line in priced.lines
            ),
        )

    def _priced(self, purchase: Purchase, country: str, coupon: Coupon) -> tuple[Priced, RateTerms]:
        items = tuple(self._item(variant, quantity) for variant, quantity in purchase.lines)
        rate = _rate_to(country, sum(item.weight_grams * item.quantity for item in items))
        terms = CouponTerms(
            coupon.code, coupon.kind, coupon.value, minimum_minor=coupon.minimum_minor
        )
        snapshot = Snapshot(
            items=items,
            currency=CURRENCY,
            at=purchase.at,
            country=country,
            tax_rates=_tax_rates(country),
            coupon=terms if purchase.uses_coupon else None,
            rate=rate,
        )
        return price(snapshot), rate

    def _item(self, variant: int, quantity: int) -> Item:
        product, own = self.variants[variant]
        return Item(
            variant_id=variant,
            name=product.name,
            quantity=quantity,
            unit_price_minor=own.price_minor,
            tax_class=product.tax_class,
            weight_grams=own.weight_grams,
        )

    def _line(self, item: Item, discount: int, tax: int, rate: int) -> PastLine:
        product, variant = self.variants[item.variant_id]
        return PastLine(
            sku=variant.sku,
            product_name=product.name,
            quantity=item.quantity,
            unit_price_minor=item.unit_price_minor,
            variant_id=self.loaded.variants[variant.sku],
            options=dict(variant.options),
            tax_class=product.tax_class,
            tax_rate_basis_points=rate,
            tax_minor=tax,
            discount_minor=discount,
        )

    def _fact(self, happening: Happening) -> Fact:
        product = self.products[happening.goods] if happening.goods is not None else None
        user_id = None
        if happening.shopper is not None:
            user_id = self.users.get(self.people[happening.shopper].email)
        value, variant_id = 0, None
        if happening.variant is not None:
            variant = self.variants[happening.variant][1]
            variant_id = self.loaded.variants[variant.sku]
            value = variant.price_minor * happening.quantity if happening.kind == "purchase" else 0
        return Fact(
            happening.at,
            happening.kind,
            happening.visitor,
            user_id,
            self.loaded.products[product.slug] if product else None,
            variant_id,
            self.numbers[happening.shopper, happening.at] if happening.kind == "purchase" else "",
            happening.query,
            self.found[happening.query] if happening.query else happening.quantity,
            value,
            happening.is_bot,
        )

    def _reviews(self) -> Iterator[NewReview]:
        """Reviews by people who bought the thing and kept it, written a week or two after."""
        dice = Dice(f"reviews {self.seed}")
        said: set[tuple[int, int]] = set()
        told: set[str] = set()
        for purchase in self.year.purchases:
            if purchase.ending != "delivered":
                continue
            person = self.people[purchase.shopper]
            for variant, _quantity in purchase.lines:
                product = self.variants[variant][0]
                if (purchase.shopper, product.number) in said or not dice.maybe(REVIEW_SHARE):
                    continue
                written_at = purchase.at + timedelta(days=dice.uniform(6, 24))
                review = make_review(dice, product, draw_rating(dice, _lean(product)))
                if written_at >= self.now or review.body in told:
                    continue
                said.add((purchase.shopper, product.number))
                told.add(review.body)
                yield NewReview(
                    product_id=self.loaded.products[product.slug],
                    author_id=self.users.get(person.email),
                    author_name=f"{person.given} {person.family[0]}.",
                    rating=review.rating,
                    title=review.title,
                    body=review.body,
                    written_at=written_at,
                )


def _department(category: str) -> str:
    return _departments()[category]


@lru_cache(maxsize=1)
def _departments() -> Mapping[str, str]:
    from shop.demo.range import make_tree  # only the history needs the tree as a map

    parents = {shelf.slug: shelf.parent for shelf in make_tree()}
    return {slug: _top(slug, parents) for slug in parents}


def _top(slug: str, parents: Mapping[str, str]) -> str:
    while parents[slug]:
        slug = parents[slug]
    return slug


def _used_up_days(product: DemoProduct) -> int | None:
    kind = product.pictures[0].kind
    return USED_UP_DAYS.get(kind)


def _lean(product: DemoProduct) -> float:
    """How much better or worse liked than others a product is."""
    return Dice(f"lean {product.slug}").uniform(-0.5, 0.5)


@lru_cache(maxsize=64)
def _tax_rates(country: str) -> Mapping[str, int]:
    from django.utils import timezone  # read once per country

    return tax_rates(country, timezone.now().date())


@lru_cache(maxsize=64)
def _rates(country: str) -> tuple[RateTerms, ...]:
    return tuple(rates_to(country, 0))


def _rate_to(country: str, weight_grams: int) -> RateTerms:
    fitting = [
        rate
        for rate in _rates(country)
        if rate.heaviest_grams is None or rate.heaviest_grams >= weight_grams
    ]
    return (fitting or list(_rates(country)))[0]


def _address(person: Person) -> dict[str, str]:
    own = person.address
    return {
        "full_name": person.name,
        "line1": own.line,
        "line2": own.extra,
        "city": own.town,
        "region": own.region,
        "postcode": own.postcode,
        "country": own.country,
        "phone": person.phone,
    }


def _finished_at(purchase: Purchase, now: datetime) -> datetime:
    return min(purchase.at + timedelta(days=4), now)


def _story(purchase: Purchase, now: datetime) -> list[tuple[str, datetime, str]]:
    at = purchase.at
    sent, arrived = min(at + timedelta(hours=26), now), min(at + timedelta(days=4), now)
    told = [("placed", at, "Order placed.")]
    if purchase.ending == "cancelled":
        return [*told, ("cancelled", min(at + timedelta(hours=3), now), "Order cancelled.")]
    told.append(("paid", at + timedelta(seconds=40), "Payment received."))
    if purchase.ending in {"shipped", "delivered"}:
        told.append(("shipped", sent, "Sent."))
    if purchase.ending == "delivered":
        told.append(("delivered", arrived, "Delivered."))
    if purchase.ending == "refunded":
        told.append(("refunded", arrived, "The whole amount was refunded."))
    return told
