"""Emails: written once per event, kept, sent through the outbox, never twice."""

import smtplib
from collections.abc import Mapping
from email.utils import parseaddr
from typing import Any

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone

from notifications.errors import WordsForgotten
from notifications.models import Message
from shop.base import outbox
from shop.base.models import OutboxMessage
from shop.base.outbox import later

LONGEST_ERROR = 500


def send(
    kind: str,
    *,
    to: str,
    key: str,
    context: Mapping[str, Any],
    user_id: int | None = None,
    is_secret: bool = False,
) -> Message:
    """Write a mail of this kind and have it sent. The same kind, key and person again gives the same mail.

    Rendered now from ``templates/emails/<kind>.subject.txt``, ``.txt`` and ``.html`` with plain facts, so it says what
    was true when it was written, whenever it leaves. The words of a secret mail are forgotten once it has left.
    """
    known = Message.objects.filter(kind=kind, key=key, to=to).first()
    if known:
        return known
    facts = {**context, "site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
    with transaction.atomic():
        message, is_new = Message.objects.get_or_create(
            kind=kind,
            key=key,
            to=to,
            defaults={
                "user_id": user_id,
                "is_secret": is_secret,
                "subject": _one_line(render_to_string(f"emails/{kind}.subject.txt", facts)),
                "text": render_to_string(f"emails/{kind}.txt", facts).strip() + "\n",
                "html": _inlined(render_to_string(f"emails/{kind}.html", facts)),
            },
        )
        if is_new:
            later("notifications.tasks.deliver_mail", message_id=message.pk)
    return message


def deliver(message_id: int) -> None:
    """Hand a waiting mail to the mail server. Raises, and is tried again, when the server is away.

    A mail or an address that the server refuses for good fails the mail, which staff see. Between hand-over and the
    note of it a crash may send a mail twice; its Message-ID stays the same, so receivers can tell.
    """
    message = Message.objects.waiting().filter(pk=message_id).first()
    if message is None:
        return
    Message.objects.filter(pk=message_id).update(attempts=F("attempts") + 1)
    try:
        _letter(message).send()
    except OSError as error:
        _note_failure(message, error, is_final=_is_final(error))
        if not _is_final(error):
            raise
    else:
        _end(message, state=Message.State.SENT, sent_at=timezone.now(), error="")


@transaction.atomic
def send_again(message: Message) -> None:
    """Send a mail once more, as staff asked; one that still waits is sent now. Raises WordsForgotten."""
    over = Message.objects.exclude(state=Message.State.WAITING).filter(pk=message.pk)
    if over.filter(is_secret=True).exists():
        raise WordsForgotten
    if over.update(state=Message.State.WAITING, sent_at=None, error=""):
        later("notifications.tasks.deliver_mail", message_id=message.pk)
        return
    # A second bell for a mail that waits could send it twice when the server comes back.
    for bell in OutboxMessage.objects.filter(
        task="notifications.tasks.deliver_mail", arguments={"message_id": message.pk}
    ):
        outbox.try_again(bell)


def _letter(message: Message) -> EmailMultiAlternatives:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    letter = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[message.to],
        headers={
            "Message-ID": f"<{message.kind}.{message.pk}@{domain}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    letter.attach_alternative(message.html, "text/html")
    return letter


def _is_final(error: OSError) -> bool:
    """Whether the server refused this mail for good, rather than the shop or the moment."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def _note_failure(message: Message, error: OSError, *, is_final: bool) -> None:
    said = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
    if is_final:
        _end(message, state=Message.State.FAILED, error=said)
    else:
        Message.objects.waiting().filter(pk=message.pk).update(error=said)


def _end(message: Message, **outcome: Any) -> None:
    words = {"text": "", "html": ""} if message.is_secret else {}
    Message.objects.waiting().filter(pk=message.pk).update(**outcome, **words)


def _one_line(text: str) -> str:
    """A subject without line breaks: nothing in it can become a header."""
    return " ".join(text.split())[:200]


def _inlined(html: str) -> str:
    return css_inline.inline(html, load_remote_stylesheets=False)
