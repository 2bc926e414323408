"""Is a person there? A form that must be read for a moment; whoever sends it back gets a pass for an hour.

No riddle and no script: it must work for everybody, and only has to be dearer for a program than for a person.
A pass is worth something at one address only.
"""

import time

from django.core import signing
from django.utils.translation import gettext as _

from security.errors import ChallengeFailed

QUESTION_SALT = "security.challenge"
PASS_SALT = "security.pass"  # noqa: S105 - a salt is no secret
PASS_SECONDS = 3600
SHORTEST_LOOK_SECONDS = 1.0
LONGEST_LOOK_SECONDS = 1800
COOKIE = "door"


def question(client: str) -> str:
    """What the form carries; it counts from now."""
    return signing.dumps([client, time.time()], salt=QUESTION_SALT)


def answered(text: str, client: str) -> str:
    """The pass for whoever sends the form back. Raises ChallengeFailed when it came too soon, too late or from elsewhere."""
    try:
        asked, since = signing.loads(text, salt=QUESTION_SALT, max_age=LONGEST_LOOK_SECONDS)
    except signing.BadSignature:
        raise ChallengeFailed(_("This form is too old. Go back and try again.")) from None
    if asked != client or time.time() - since < SHORTEST_LOOK_SECONDS:
        raise ChallengeFailed(_("That was too fast. Wait a moment and press the button again."))
    return signing.dumps(client, salt=PASS_SALT)


def has_pass(cookie: str, client: str) -> bool:
    """Whether a cookie is a pass for this client."""
    if not cookie or len(cookie) > 300:
        return False
    try:
        return bool(signing.loads(cookie, salt=PASS_SALT, max_age=PASS_SECONDS) == client)
    except signing.BadSignature:
        return False
