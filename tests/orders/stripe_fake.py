"""A small stand-in for Stripe's HTTP API: real sockets, real forms, its contract as docs.stripe.com/api states it.

Kept of the contract: form-encoded bodies, bearer key, PaymentIntents with ``client_secret`` and statuses, refunds,
search by metadata, error bodies, ``Idempotency-Key`` (the same key gives the same answer for 24 hours, unless the first
call failed at Stripe's end; other words under it are refused), and signed webhooks.
"""

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

from orders.gateways.signatures import sign

KEY, SECRET = "sk_test_contract", "whsec_contract"
ROUTES = {
    ("POST", r"/v1/payment_intents"): "create_intent",
    ("GET", r"/v1/payment_intents/search"): "search_intents",
    ("GET", r"/v1/payment_intents/(pi_\d+)"): "retrieve_intent",
    ("POST", r"/v1/refunds"): "create_refund",
}


class StripeFake:
    """What Stripe knows: its intents and refunds. ``mode`` says how the next calls go.

    "well"; "card_declined"; "silent": hangs up unheard; "deaf": does what is asked and never answers; "slow": answers
    after the shop's patience; "down": 500; "busy": 429.
    """

    def __init__(self) -> None:
        self.intents: dict[str, dict[str, Any]] = {}
        self.refunds: dict[str, dict[str, Any]] = {}
        self.answers: dict[str, tuple[dict[str, str], tuple[int, Any]]] = {}
        self.calls: list[str] = []
        self.mode = "well"
        self.base = ""
        self.may_answer = threading.Event()
        self._numbers = count(1)

    def create_intent(self, form: dict[str, str]) -> tuple[int, Any]:
        if self.mode == "card_declined":
            return 402, _error("card_error", "card_declined", "Your card was declined.")
        number = f"pi_{next(self._numbers)}"
        self.intents[number] = {
            "id": number,
            "object": "payment_intent",
            "amount": int(form["amount"]),
            "amount_received": 0,
            "currency": form["currency"],
            "status": "requires_payment_method",
            "client_secret": f"{number}_secret_1",
            "metadata": {"order": form["metadata[order]"], "key": form["metadata[key]"]},
            "last_payment_error": None,
        }
        return 200, self.intents[number]

    def retrieve_intent(self, form: dict[str, str], number: str) -> tuple[int, Any]:
        if number not in self.intents:
            return 404, _error("invalid_request_error", "resource_missing", "No such intent.")
        return 200, self.intents[number]

    def search_intents(self, form: dict[str, str]) -> tuple[int, Any]:
        asked = re.fullmatch(r"metadata\['key'\]:'(.+)'", form["query"])
        assert asked is not None
        found = [one for one in self.intents.values() if one["metadata"]["key"] == asked[1]]
        return 200, {"object": "search_result", "data": found, "has_more": False}

    def create_refund(self, form: dict[str, str]) -> tuple[int, Any]:
        intent = self.intents[form["payment_intent"]]
        back = sum(one["amount"] for one in self.refunds.values())
        if back + int(form["amount"]) > intent["amount_received"]:
            return 400, _error("invalid_request_error", "charge_already_refunded", "Too much.")
        number = f"re_{next(self._numbers)}"
        self.refunds[number] = {"id": number, "object": "refund", "amount": int(form["amount"])}
        return 200, self.refunds[number]

    def customer_pays(self, number: str) -> None:
        """The customer confirms on Stripe's element, and the bank agrees."""
        intent = self.intents[number]
        intent |= {"status": "succeeded", "amount_received": intent["amount"]}

    def bank_refuses(self, number: str) -> None:
        """The customer confirms, and the bank does not agree."""
        self.intents[number] |= {
            "status": "requires_payment_method",
            "last_payment_error": {"message": "Your card has insufficient funds."},
        }

    def webhook(
        self,
        number: str,
        *,
        kind: str = "payment_intent.succeeded",
        event: str = "evt_1",
        age: int = 0,
    ) -> tuple[bytes, str]:
        """The body and the signature of a message about an intent, ``age`` seconds old."""
        told = {"id": event, "type": kind, "data": {"object": self.intents[number]}}
        body = json.dumps(told).encode()
        return body, sign(body, SECRET, at=int(time.time()) - age)


class Door(BaseHTTPRequestHandler):
    """Takes the calls. The server that it belongs to knows the fake."""

    protocol_version = "HTTP/1.1"
    fake: StripeFake

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def log_message(self, *args: object) -> None:
        """Keep the test's output clean."""

    def _answer(self, method: str) -> None:
        path, form = urlsplit(self.path), self._form()
        self.fake.calls.append(f"{method} {path.path}")
        if self.fake.mode == "silent":
            self.close_connection = True
            return
        status, told = self._result(method, path.path, form)
        if self.fake.mode == "slow":
            self.fake.may_answer.wait(timeout=10)
        if self.fake.mode in {"deaf", "slow"}:
            self.close_connection = True
            return
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _result(self, method: str, path: str, form: dict[str, str]) -> tuple[int, Any]:
        if self.headers["Authorization"] != f"Bearer {KEY}":
            return 401, _error("invalid_request_error", "", "Invalid API key.")
        if self.fake.mode in TROUBLE:
            return TROUBLE[self.fake.mode]
        key = self.headers.get("Idempotency-Key", "")
        if method == "GET" or not key:
            return self._done(method, path, form)
        if key not in self.fake.answers:
            self.fake.answers[key] = (form, self._done(method, path, form))
        asked, answer = self.fake.answers[key]
        if asked != form:
            return 400, _error("idempotency_error", "", "This key was used with other parameters.")
        return answer

    def _done(self, method: str, path: str, form: dict[str, str]) -> tuple[int, Any]:
        return next(
            getattr(self.fake, name)(form, *fits.groups())
            for (verb, pattern), name in ROUTES.items()
            if verb == method and (fits := re.fullmatch(pattern, path))
        )

    def _form(self) -> dict[str, str]:
        length = int(self.headers.get("Content-Length") or 0)
        text = self.rfile.read(length).decode() or urlsplit(self.path).query
        return {name: values[0] for name, values in parse_qs(text).items()}


@contextmanager
def stripe_running() -> Iterator[StripeFake]:
    """The fake behind a real port of this machine."""
    fake = StripeFake()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Door", (Door,), {"fake": fake}))
    fake.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield fake
    finally:
        fake.may_answer.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _error(kind: str, code: str, message: str) -> dict[str, Any]:
    return {"error": {"type": kind, "code": code, "message": message}}


TROUBLE = {
    "down": (500, _error("api_error", "", "Something went wrong on Stripe's end.")),
    "busy": (429, _error("invalid_request_error", "rate_limit", "Too many requests.")),
}
