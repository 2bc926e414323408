"""Somebody at a browser, in the words of shopping; and somebody who looks over their shoulder."""

import re

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, expect

from catalog.models import Product, Variant

ADDRESS = {
    "Email": "ada@example.com",
    "Name": "Ada Byron",
    "Street and house number": "12 Analytical Row",
    "Town or city": "London",
    "Postcode": "SW1A 1AA",
}


class Watch:
    """Everything on a tab's pages that must not be: errors in the console, failed requests, sideways scrolling."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("response", self._response)
        page.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        # What a page still loads when it is left is given up by the browser itself.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.failure}: {request.url}")


class Shopper:
    """What a person does, by what they see: names of buttons, labels of fields."""

    def __init__(self, page: Page, *, has_scripts: bool) -> None:
        self.page = page
        self.has_scripts = has_scripts

    @property
    def address(self) -> str:
        return re.sub(r"^\w+://[^/]+", "", self.page.url)

    def opens(self, address: str) -> None:
        self.page.goto(address)

    def presses(self, name: str, *, inside: str = "body") -> None:
        self.button(name, inside=inside).click()

    def follows(self, name: str, *, inside: str = "main") -> None:
        self.page.locator(inside).get_by_role("link", name=name).first.click()

    def button(self, name: str, *, inside: str = "body") -> Locator:
        return self.page.locator(inside).get_by_role("button", name=name, exact=False).first

    def field(self, label: str) -> Locator:
        return (
            self.page.locator("main").get_by_label(re.compile(rf"^\s*{re.escape(label)}\b")).first
        )

    def sees(self, words: str, *, inside: str = "body") -> None:
        expect(self.page.locator(inside)).to_contain_text(words)

    def sees_title(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def fits(self) -> None:
        """Nothing on this page has to be scrolled to sideways, and every picture is there."""
        if not self.has_scripts:
            return
        page = self.page
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.address
        missing = "[...document.images].filter(i => i.complete && !i.naturalWidth).map(i => i.src)"
        assert page.evaluate(missing) == []

    def chooses(self, value: str) -> None:
        """A value of an option of the product. Its link is the current one afterwards."""
        link = self.page.locator(".choice", has_text=value).first
        link.click()
        expect(self.page.locator(".choice[aria-current]", has_text=value)).to_be_visible()

    def puts_in_cart(self) -> None:
        """From a product's page to the cart, by the drawer where scripts run."""
        self.presses("Add to cart", inside="main")
        if self.has_scripts:
            self.sees("It is in your cart.", inside="#drawer")
            self.follows("See the whole cart", inside="#drawer")
        else:
            self.sees("It is in your cart.")
            self.opens("/cart/")
        self.sees_title("Your cart")

    def takes(self, wanted: Variant | Product) -> None:
        """Straight from a product's address to the cart."""
        variant = f"?variant={wanted.pk}" if isinstance(wanted, Variant) else ""
        product = wanted.product if isinstance(wanted, Variant) else wanted
        self.opens(f"{product.get_absolute_url()}{variant}")
        self.puts_in_cart()

    def goes_to_checkout(self) -> None:
        self.follows("Go to checkout")
        self.sees_title("Checkout")

    def fills_in(self, **changes: str) -> None:
        """The checkout, with a test card that does what ``way`` says."""
        way = changes.pop("way", "is approved")
        for label, text in {**ADDRESS, **changes}.items():
            self.field(label).fill(text)
        self.page.get_by_role("radio", name=f"Test card: {way}").check()
        self.page.get_by_role("checkbox", name="I accept the terms").check()

    def places_order(self) -> None:
        self.presses("Place order", inside=".step-last")

    def buys(self, wanted: Variant | Product, **filled: str) -> None:
        """From a product to whatever comes after the checkout."""
        self.takes(wanted)
        self.goes_to_checkout()
        self.fills_in(**filled)
        self.places_order()
