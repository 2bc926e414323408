"""Users who sign in by email, their addresses, tokens and changes of role."""

from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from shop.base.models import Record, keep_history


class UserQuerySet(models.QuerySet["User"]):
    """People who may sign in."""

    def active(self) -> Self:
        return self.filter(is_active=True)

    def customers(self) -> Self:
        """Shoppers: everyone who is not staff."""
        return self.filter(is_staff=False)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc] # built at run time
    """Makes users; an address is kept in lower case, so it is one person's however it is typed."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A shopper. Raises ValueError without an email."""
        if not email:
            raise ValueError("A user needs an email address.")
        user: User = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Someone who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        user: User = self.get(email=(username or "").strip().lower())
        return user


@keep_history(exclude=["password", "last_login"])
class User(AbstractBaseUser, PermissionsMixin):
    """Someone who can sign in: a shopper, staff or a program. The email is the name to sign in with."""

    email = models.EmailField(_("email"), max_length=254, unique=True)
    full_name = models.CharField(_("name"), max_length=150, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("staff"), default=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)
    # Raised whenever every session and token of the person must end.
    credentials_epoch = models.PositiveIntegerField(
        _("credentials epoch"), default=0, editable=False
    )

    # Sessions that began before must show once more who uses them.
    proof_wanted_at = models.DateTimeField(
        _("proof wanted since"), null=True, blank=True, editable=False
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="user_email_in_lower_case"
            ),
            models.CheckConstraint(condition=~Q(email=""), name="user_has_email"),
        ]
        permissions = [("give_roles", "Can give and take roles below their own")]
        indexes = [models.Index(fields=["-date_joined"], name="user_newest_first")]

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        return self.full_name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end with a new password, as Django has it, and with a raised epoch."""
        return salted_hmac(
            "accounts.models.User.session",
            f"{self.password}:{self.credentials_epoch}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    def credentials_mark(self) -> str:
        """What tokens carry: another one after a new password or a raised epoch. Tells nothing of the password."""
        return salted_hmac(
            "accounts.models.User.tokens",
            f"{self.password}:{self.credentials_epoch}",
            algorithm="sha256",
        ).hexdigest()[:32]

    def get_short_name(self) -> str:
        return self.full_name.split(" ", 1)[0] or self.email.split("@", 1)[0]


COUNTRY_CODE = RegexValidator(r"^[A-Z]{2}\Z", _("Give the two-letter code of the country."))


class Address(Record):
    """A place where a person has things sent. Orders keep a copy, so changing it changes no order."""

    user = models.ForeignKey(
        User, verbose_name=_("user"), on_delete=models.CASCADE, related_name="addresses"
    )
    full_name = models.CharField(_("name"), max_length=150)
    line1 = models.CharField(_("address"), max_length=200)
    line2 = models.CharField(_("address, second line"), max_length=200, blank=True)
    city = models.CharField(_("town or city"), max_length=100)
    region = models.CharField(_("county or region"), max_length=100, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    country = models.CharField(_("country"), max_length=2, validators=[COUNTRY_CODE])
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    is_default = models.BooleanField(_("used first"), default=False)

    class Meta(Record.Meta):
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            models.CheckConstraint(
                condition=Q(country__regex=r"^[A-Z]{2}$"), name="address_country_is_iso_code"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(is_default=True), name="address_one_default_per_user"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.city}"


class TokenFamily(models.Model):
    """One sign-in of a program and every token that followed from it. Ends as a whole."""

    user = models.ForeignKey(
        User, verbose_name=_("user"), on_delete=models.CASCADE, related_name="token_families"
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    last_used_at = models.DateTimeField(_("last used"), default=timezone.now)
    ends_at = models.DateTimeField(_("ends"))
    address = models.GenericIPAddressField(_("network address"), null=True, blank=True)
    agent = models.CharField(_("program"), max_length=200, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    reason = models.CharField(_("why it was revoked"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("token family")
        verbose_name_plural = _("token families")
        indexes = [models.Index(fields=["user", "-created_at"], name="token_family_by_user")]

    def __str__(self) -> str:
        return f"{self.user} {self.created_at:%Y-%m-%d %H:%M}"


class RefreshToken(models.Model):
    """One refresh token of a family. Spent by its first use; a second use ends the family."""

    family = models.ForeignKey(TokenFamily, on_delete=models.CASCADE, related_name="tokens")
    jti = models.UUIDField(_("number"), unique=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    spent_at = models.DateTimeField(_("spent"), null=True, blank=True)

    class Meta:
        verbose_name = _("refresh token")
        verbose_name_plural = _("refresh tokens")

    def __str__(self) -> str:
        return str(self.jti)


class RoleChange(models.Model):
    """A role that was given or taken, by whom and when. Never changed."""

    class Kind(models.TextChoices):
        GIVEN = "given", _("given")
        TAKEN = "taken", _("taken")

    user = models.ForeignKey(
        User, verbose_name=_("user"), on_delete=models.CASCADE, related_name="role_changes"
    )
    actor = models.ForeignKey(
        User, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    role = models.CharField(_("role"), max_length=150)
    kind = models.CharField(_("given or taken"), max_length=5, choices=Kind.choices)
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("change of a role")
        verbose_name_plural = _("changes of roles")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["given", "taken"]), name="role_change_kind_is_known"
            )
        ]
        indexes = [models.Index(fields=["user", "-created_at"], name="role_change_by_user")]

    def __str__(self) -> str:
        return f"{self.role} {self.kind}"
