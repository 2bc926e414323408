"""Whether the time of an answer tells if an address is known: sign-in, tokens, sign-up and reset, known against unknown.

The figure is the AUC (how often a known address takes longer than an unknown one, ties half): 0.5 tells nothing. In
turns, in one process, over the whole chain of middleware, with the passwords' real hash.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import count

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import get_hasher
from django.http.response import HttpResponseBase
from django.test import Client

from accounts.models import User
from bench.options import Options
from bench.surroundings import forget, fresh_database

SAMPLES = 500
SAMPLES_QUICK = 60
LARGEST_AUC = 0.60
PASSWORD = "a-long-password-of-the-shop"
WRONG = "another-long-password-here"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
Way = Callable[[Client, str], HttpResponseBase]


def sign_in(browser: Client, email: str) -> HttpResponseBase:
    """The page's form with a wrong password."""
    return browser.post("/account/login/", {"login": email, "password": WRONG})


def tokens(browser: Client, email: str) -> HttpResponseBase:
    """The API's sign-in with a wrong password."""
    data = {"email": email, "password": WRONG}
    return browser.post("/api/v1/auth/token", data, content_type="application/json")


def sign_up(browser: Client, email: str) -> HttpResponseBase:
    """A new account under an address."""
    return browser.post(
        "/account/signup/", {"email": email, "full_name": "Ada", "password1": PASSWORD}
    )


def reset(browser: Client, email: str) -> HttpResponseBase:
    """A link for a new password."""
    return browser.post("/account/password/reset/", {"email": email})


WAYS: dict[str, Way] = {"sign-in": sign_in, "tokens": tokens, "sign-up": sign_up, "reset": reset}


def run(options: Options) -> None:
    """Measure every way and tell its AUC."""
    samples = SAMPLES_QUICK if options.quick else SAMPLES
    with fresh_database():
        print(f"passwords by {get_hasher().algorithm}; {samples} samples each")
        strangers = (f"stranger{number}@example.com" for number in count())
        for name, way in WAYS.items():
            known, unknown = [], []
            addresses = _people(samples + 3)
            for number, address in enumerate(addresses):
                first = _seconds(way, address)
                second = _seconds(way, next(strangers))
                if number >= 3:  # the first ones fill caches
                    known.append(first)
                    unknown.append(second)
            found = auc(known, unknown)
            answers = sorted(_seen[way.__name__])
            verdict = "met" if abs(found - 0.5) <= LARGEST_AUC - 0.5 else "MISSED"
            print(
                f"{name:10} AUC {found:.3f}; must ≤ {LARGEST_AUC} (and ≥ {1 - LARGEST_AUC:.2f}): {verdict}; answered {answers}",
                flush=True,
            )


def auc(larger: list[float], smaller: list[float]) -> float:
    """How often one of the first is larger than one of the second, ties half."""
    wins = sum((a > b) + 0.5 * (a == b) for a in larger for b in smaller)
    return wins / (len(larger) * len(smaller))


def _people(many: int) -> Iterator[str]:
    for _ in range(many):
        email = f"known{next(_numbers)}@example.com"
        user = User.objects.create_user(email, PASSWORD)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        yield email


_numbers = count()
# Statuses of what was answered, by way: one each, or the answer itself tells.
_seen: defaultdict[str, set[int]] = defaultdict(set)


def _seconds(way: Way, email: str) -> float:
    """One answer, by a browser that has never been here, with no limit used up."""
    forget(settings.KEY_PREFIX)
    browser = Client(HTTP_USER_AGENT=FIREFOX, HTTP_HOST=settings.ALLOWED_HOSTS[0])
    started = time.perf_counter()
    answer = way(browser, email)
    took = time.perf_counter() - started
    _seen[way.__name__].add(answer.status_code)
    return took
