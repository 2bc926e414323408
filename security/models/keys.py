"""Keys with which machine clients sign their requests."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.base.models import Record, keep_history


@keep_history(exclude=["secret"])
class SigningKey(Record):
    """A shared secret of one program, which acts for one user. The secret must be known to be checked, so it is kept."""

    key_id = models.CharField(_("key"), max_length=40)
    secret = models.CharField(_("secret"), max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("acts for"),
        on_delete=models.CASCADE,
        related_name="signing_keys",
    )
    note = models.CharField(_("whose program"), max_length=200, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("signing key")
        verbose_name_plural = _("signing keys")
        constraints = [models.UniqueConstraint(fields=["key_id"], name="signing_key_once")]

    def __str__(self) -> str:
        return self.key_id
