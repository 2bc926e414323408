"""Gift cards: issued by staff, looked at with their ledger, switched off; the balance itself is never typed."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy
from unfold.admin import TabularInline
from unfold.decorators import action, display

from accounts.proof import ask_for_proof, has_proved_lately
from orders.domain.gift_cards import code_of, issue, send_again
from orders.models import GiftCard, GiftCardEntry
from shop.base.back_office import AmountsForm, MinorUnitsField, RecordAdmin
from shop.base.money import format_minor


class GiftCardForm(AmountsForm):
    """A card as staff see it: how long, for whom, and whether it may be used."""

    class Meta:
        model = GiftCard
        fields = ("email", "expires_at", "is_active", "note")


class NewGiftCardForm(AmountsForm):
    """A card to be issued."""

    amount = MinorUnitsField(label=gettext_lazy("Amount"))

    class Meta:
        model = GiftCard
        fields = ("currency", "email", "expires_at", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amount = self.fields["amount"]
        assert isinstance(amount, MinorUnitsField)
        amount.currency = str(self.data.get("currency", "")).strip().upper() or amount.currency

    def clean_currency(self) -> str:
        """The currency in capitals."""
        return str(self.cleaned_data["currency"]).strip().upper()


class EntryInline(TabularInline):
    """The ledger of a card."""

    model = GiftCardEntry
    hide_title = True
    fields = ("at", "kind", "amount", "reference")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("amount"))
    def amount(self, entry: GiftCardEntry) -> str:
        return format_minor(entry.amount_minor, entry.card.currency)


@admin.register(GiftCard)
class GiftCardAdmin(RecordAdmin):
    """Cards that hold money. They are switched off, never deleted."""

    form = GiftCardForm
    list_display = ("__str__", "balance", "email", "expires_at", "active_label", "created_at")
    list_filter = ("is_active",)
    search_fields = ("=hint", "email")
    readonly_fields = ("balance",)
    inlines = (EntryInline,)
    actions_submit_line = ("mail_again",)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Issuing a card makes money: a session left open must not be enough for that."""
        if self.has_add_permission(request) and not has_proved_lately(request):
            return ask_for_proof(request)
        answer: HttpResponse = super().add_view(request, form_url, extra_context)
        return answer

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None:
            kwargs["form"] = NewGiftCardForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ("amount", "currency", "email", "expires_at", "note")
        return ("balance", "email", "expires_at", "is_active", "note")

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: GiftCard, form: forms.ModelForm[Any], change: bool
    ) -> None:
        """A new card is issued; its code is shown this once, for a card that is handed over by hand."""
        if change:
            super().save_model(request, obj, form, change)
            return
        asked = form.cleaned_data
        card = issue(
            asked["amount"],
            asked["currency"],
            email=asked["email"],
            expires_at=asked["expires_at"],
            note=asked["note"],
        )
        obj.pk, obj.hint = card.pk, card.hint
        messages.warning(
            request,
            gettext("Write the code down, it is shown only now: %(code)s")
            % {"code": code_of(card)},
        )

    def has_mail_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        return bool(self.has_change_permission(request))

    @action(description=gettext_lazy("Save and mail the code again"), permissions=["mail"])
    def mail_again(self, request: HttpRequest, obj: GiftCard) -> None:
        """The person who lost the code gets it once more; staff do not see it."""
        send_again(obj)
        messages.success(
            request, gettext("The code is on its way to %(email)s.") % {"email": obj.email}
        )

    @admin.display(description=gettext_lazy("balance"), ordering="balance_minor")
    def balance(self, card: GiftCard) -> str:
        return format_minor(card.balance_minor, card.currency)

    @display(description=gettext_lazy("active"), boolean=True, ordering="is_active")
    def active_label(self, card: GiftCard) -> bool:
        return card.is_active
