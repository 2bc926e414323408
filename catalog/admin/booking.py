"""The form that books a stock movement: the only way in which staff change what lies on a shelf."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import action
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from catalog.admin import links
from catalog.domain import stock
from catalog.models import StockLevel, StockLocation, Variant
from shop.base.errors import DomainError

MOST = 1_000_000


class BookingForm(forms.Form):
    """A movement. The hidden key is new for each form that is opened, so sending it twice books once."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput())
    sku = forms.CharField(
        label=gettext_lazy("SKU"),
        max_length=64,
        widget=UnfoldAdminTextInputWidget(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    quantity = forms.IntegerField(
        label=gettext_lazy("Change"),
        min_value=-MOST,
        max_value=MOST,
        widget=UnfoldAdminIntegerFieldWidget(),
        help_text=gettext_lazy("12 puts twelve on the shelf, -3 takes three from it."),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=[(reason.value, reason.label) for reason in stock.BY_HAND],
        widget=UnfoldAdminSelectWidget(),
    )
    location = forms.ModelChoiceField(
        label=gettext_lazy("Place"),
        queryset=StockLocation.objects.all(),
        empty_label=None,
        widget=UnfoldAdminSelectWidget(),
    )
    reference = forms.CharField(
        label=gettext_lazy("Reference"),
        max_length=64,
        required=False,
        widget=UnfoldAdminTextInputWidget(),
        help_text=gettext_lazy("The number of a delivery note, say."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=200,
        required=False,
        widget=UnfoldAdminTextInputWidget(),
    )

    def clean_sku(self) -> Variant:
        """The variant that has the SKU."""
        sku = self.cleaned_data["sku"].strip().upper()
        variant = Variant.objects.select_related("product").filter(sku=sku).first()
        if variant is None:
            raise forms.ValidationError(_("No variant in use has the SKU %s.") % sku)
        return variant

    def booking(self) -> stock.Booking:
        """What was typed."""
        typed = self.cleaned_data
        return stock.Booking(
            variant_id=typed["sku"].pk,
            quantity=typed["quantity"],
            reason=typed["reason"],
            location_id=typed["location"].pk,
            reference=typed["reference"].strip(),
            note=typed["note"].strip(),
        )


class BookingScreen(ModelAdmin):
    """Adds the screen to the ledger's."""

    actions_list = ("book",)

    def get_urls(self) -> list[URLPattern]:
        own = path(
            "book/", self.admin_site.admin_view(self.book_view), name="catalog_stockmovement_book"
        )
        return [own, *super().get_urls()]

    def has_book_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("catalog.add_stockmovement"))

    @action(
        description=gettext_lazy("Book a stock movement"),
        permissions=["book"],
        url_path="open-booking",
    )
    def book(self, request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(links.booking())

    def book_view(self, request: HttpRequest) -> HttpResponse:
        """The form itself, and what it does."""
        if not self.has_book_permission(request):
            raise PermissionDenied
        stock.main_location()
        form = BookingForm(request.POST) if request.method == "POST" else _opened(request)
        if form.is_bound and form.is_valid() and self._booked(request, form):
            return HttpResponseRedirect(
                links.ledger(variant__id__exact=form.cleaned_data["sku"].pk)
            )
        levels = _levels_of(form)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Book a stock movement"),
            "opts": self.model._meta,
            "form": form,
            "back": links.ledger(),
            "levels": levels,
            "variant": levels[0].variant if levels else None,
        }
        return TemplateResponse(request, "admin/catalog/booking.html", context)

    def _booked(self, request: HttpRequest, form: BookingForm) -> bool:
        """Whether the domain took it; a refusal is said on the form, which keeps what was typed."""
        person: Any = request.user
        try:
            movement, again = stock.book(form.booking(), by=person.pk, key=form.cleaned_data["key"])
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return False
        if again:
            messages.info(request, _("This form had been sent before; nothing was booked twice."))
            return True
        self.log_addition(request, movement, "Booked by hand.")
        messages.success(request, _("Booked: %s.") % movement)
        return True


def _opened(request: HttpRequest) -> BookingForm:
    """An empty form with a key of its own, for the variant that the way here named."""
    number = request.GET.get("variant", "")
    variant = Variant.objects.filter(pk=number).first() if number.isdecimal() else None
    return BookingForm(
        initial={
            "key": uuid4().hex,
            "sku": variant.sku if variant else "",
            "location": stock.main_location(),
        }
    )


def _levels_of(form: BookingForm) -> list[StockLevel]:
    """What lies there now of the variant that the form names."""
    named = form["sku"].value() or ""
    sku = named.sku if isinstance(named, Variant) else str(named).strip().upper()
    levels = StockLevel.objects.filter(variant__sku=sku).select_related(
        "location", "variant__product"
    )
    return list(levels.order_by("location__priority", "location_id")) if sku else []
