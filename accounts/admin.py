"""People, as staff see them: who they are, what they may do, where they are signed in."""

from typing import Any, ClassVar, cast

from allauth.account.decorators import secure_admin_login
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import ManyToManyField, Q, QuerySet
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from accounts.domain.access import forget_other_emails, sign_out_everywhere
from accounts.domain.people import (
    SUPER_ADMIN,
    keep_a_super_admin,
    note_role_change,
    outranks,
    roles_of,
)
from accounts.errors import LastSuperAdmin
from accounts.models import (
    Address,
    DataExport,
    Deletion,
    RoleChange,
    SignInRecord,
    TokenFamily,
    User,
)
from shop.base.back_office import HistoryAdmin, LongListPaginator, ReadOnlyAdmin

admin.site.unregister(Group)
# allauth keeps these beside ours; the person's own screen is where they are changed.
for kept_by_allauth in (
    EmailAddress,
    Authenticator,
    UserSession,
    SocialAccount,
    SocialApp,
    SocialToken,
):
    admin.site.unregister(kept_by_allauth)
# Staff sign in on the page of everybody: it asks for the second factor, and counts the tries.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign] # the way that allauth documents

# What nobody but a superuser may give: it would be a way up for whoever holds it.
POWERS = ("is_superuser", "is_staff", "groups", "user_permissions")


class LowerCaseEmail(forms.ModelForm[User]):
    """An address is one person's however it is typed."""

    def clean_email(self) -> str:
        """The address in lower case. Refuses one that somebody else has."""
        email: str = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Somebody with this address is known already."))
        return email


class NewPersonForm(LowerCaseEmail, UserCreationForm):
    """A new person."""

    class Meta:
        model = User
        fields = ("email", "full_name")


class PersonForm(LowerCaseEmail, UserChangeForm):
    """A person who is known."""

    has_proof: ClassVar[bool] = False

    def clean(self) -> dict[str, Any]:
        """Refuses to change powers at a session that was left open, and to leave the shop without a super admin."""
        values = super().clean() or {}
        if not self.has_proof and {"is_superuser", "groups"} & set(self.changed_data):
            raise forms.ValidationError(
                format_html(
                    gettext(
                        'Roles need your password once more: <a href="{}" target="_blank">give it</a>, then save again.'
                    ),
                    reverse("account_reauthenticate"),
                )
            )
        fields = ("is_superuser", "is_active")
        if any(name in values and not values[name] for name in fields):
            try:
                keep_a_super_admin(self.instance)
            except LastSuperAdmin as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return values


class AddressInline(TabularInline):
    """Where a person has things sent."""

    model = Address
    fk_name = "user"
    extra = 0
    fields = ("full_name", "line1", "line2", "city", "postcode", "country", "is_default")
    readonly_fields = ("is_default",)  # the person's own choice


@admin.register(User)
class UserAdmin(HistoryAdmin, DjangoUserAdmin):  # type: ignore[type-arg] # generic only in the stubs
    """Shoppers, staff and programs. People are switched off, not deleted: their orders stay theirs."""

    can_be_reverted = False
    why_not_reverted = _("What somebody may do is never taken back to an earlier state unseen.")
    form = PersonForm
    add_form = NewPersonForm
    change_password_form = AdminPasswordChangeForm
    paginator = LongListPaginator
    show_full_result_count = False
    ordering = ("-date_joined",)
    list_display = ("email", "full_name", "kind", "date_joined", "last_login", "may_sign_in")
    list_filter = ("is_staff", "is_active", "groups")
    search_fields = ("email", "full_name")
    search_help_text = _("The beginning of an email or a name.")
    readonly_fields = ("date_joined", "last_login")
    filter_horizontal = ()
    inlines = (AddressInline,)
    actions = ("sign_out",)
    fieldsets = (
        (None, {"fields": ("email", "full_name", "password")}),
        (_("What they may do"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (_("When"), {"fields": ("date_joined", "last_login")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "full_name", "password1", "password2")}),)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """With whether the person at the browser has just given their password."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"has_proof": did_recently_reauthenticate(request)})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed = tuple(super().get_readonly_fields(request, obj))
        return fixed if request.user.is_superuser else (*fixed, *POWERS)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Without what is known of the password for whoever may not change it."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return ((None, {"fields": ("email", "full_name")}), *fieldsets[1:])

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField[Any] | None:
        """Roles as boxes to tick: there are few."""
        kwargs["widget"] = UnfoldAdminCheckboxSelectMultipleWidget()
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field:
            field.help_text = _("The roles, each with what it may do.")
        return field

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """People are changed by who outranks them alone; whoever could change their password would be them."""
        allowed = bool(super().has_change_permission(request, obj))
        is_below = not isinstance(obj, User) or outranks(cast("User", request.user), obj)
        return allowed and is_below

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            forget_other_emails(obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """With the roles, who gave or took them."""
        before = set(User.objects.get(pk=form.instance.pk).groups.values_list("name", flat=True))
        super().save_related(request, form, formsets, change)
        after = {name for name in roles_of(form.instance) if name != SUPER_ADMIN}
        if "is_superuser" in form.changed_data:
            (after if form.instance.is_superuser else before).add(SUPER_ADMIN)
        for role in sorted(after - before):
            note_role_change(request.user, form.instance, role, RoleChange.Kind.GIVEN)
        for role in sorted(before - after):
            note_role_change(request.user, form.instance, role, RoleChange.Kind.TAKEN)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        term = search_term.strip()
        if not term:
            return queryset, False
        fits = Q(email__startswith=term.lower()) | Q(full_name__istartswith=term)
        return queryset.filter(fits), False

    @admin.action(description=_("Sign out everywhere"), permissions=["change"])
    def sign_out(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        chosen = [user for user in queryset if self.has_change_permission(request, user)]
        for user in chosen:
            sign_out_everywhere(user, reason="staff")
            self.log_change(request, user, "Signed out everywhere.")
        said = ngettext("%d person is signed out.", "%d people are signed out.", len(chosen))
        messages.success(request, said % len(chosen))

    @admin.display(description=_("kind"))
    def kind(self, user: User) -> str:
        """What they are to the shop."""
        if user.is_superuser:
            return str(_("superuser"))
        return str(_("staff") if user.is_staff else _("shopper"))

    @display(description=_("may sign in"), boolean=True, ordering="is_active")
    def may_sign_in(self, user: User) -> bool:
        return user.is_active


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin, ModelAdmin):
    """Roles: named groups of permissions. Whoever could change their own would hold every power."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)


@admin.register(TokenFamily)
class TokenFamilyAdmin(ReadOnlyAdmin):
    """Programs that are, or were, signed in."""

    list_display = (
        "user",
        "address",
        "agent",
        "created_at",
        "last_used_at",
        "ends_at",
        "revoked_at",
        "reason",
    )
    list_select_related = ("user",)
    search_fields = ("=user__email",)
    ordering = ("-created_at",)


@admin.register(RoleChange)
class RoleChangeAdmin(ReadOnlyAdmin):
    """Who gave or took which role, and when."""

    list_display = ("created_at", "user", "role", "kind", "actor")
    list_select_related = ("user", "actor")
    search_fields = ("=user__email",)
    ordering = ("-created_at",)


@admin.register(SignInRecord)
class SignInRecordAdmin(ReadOnlyAdmin):
    """From where people signed in, how unusual it was, and what they said of it."""

    list_display = ("at", "user", "kind", "address", "country", "score", "why", "answer")
    list_filter = ("kind", "answer")
    list_select_related = ("user",)
    search_fields = ("=user__email", "=address")
    ordering = ("-at",)

    @admin.display(description=_("why"))
    def why(self, record: SignInRecord) -> str:
        """The findings."""
        return ", ".join(record.reasons)


@admin.register(Deletion)
class DeletionAdmin(ReadOnlyAdmin):
    """Accounts that were asked to be erased."""

    list_display = ("asked_at", "user", "due_at", "called_off_at", "done_at")
    list_select_related = ("user",)
    search_fields = ("=user__email",)
    ordering = ("-asked_at",)


@admin.register(DataExport)
class DataExportAdmin(ReadOnlyAdmin):
    """Copies of their data that people asked for; nobody else can open them."""

    list_display = ("asked_at", "user", "ready_at", "ends_at")
    list_select_related = ("user",)
    search_fields = ("=user__email",)
    ordering = ("-asked_at",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.defer("content")
