"""Orders: a list to work through, and one screen for everything about an order. Nothing is edited by hand."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RangeDateFilter
from unfold.decorators import display

from accounts.proof import ask_for_proof, has_proved_lately
from orders.admin import screen
from orders.admin.export import as_csv
from orders.admin.filters import PaymentFilter, WorkFilter
from orders.admin.forms import STAFF_STEPS, NoteForm, StaffStep, StepForm
from orders.admin.together import TogetherAdmin
from orders.domain import steps
from orders.domain.timeline import note
from orders.models import Order, OrderState
from orders.queries import orders_named
from shop.base.back_office import HistoryAdmin, LongListPaginator, SoftRecordAdmin
from shop.base.errors import DomainError
from shop.base.money import format_minor

COLOURS = {
    OrderState.PENDING: "warning",
    OrderState.PAID: "info",
    OrderState.PARTLY_SHIPPED: "primary",
    OrderState.SHIPPED: "primary",
    OrderState.DELIVERED: "success",
    OrderState.CANCELLED: "danger",
    OrderState.REFUNDED: "danger",
}


@admin.register(Order)
class OrderAdmin(TogetherAdmin, HistoryAdmin, SoftRecordAdmin):
    """Orders along their state machine."""

    can_be_reverted = False
    why_not_reverted = _(
        "An order is never taken back to an earlier state: money and stock have moved with it. "
        "Cancel or refund it instead."
    )
    paginator = LongListPaginator
    show_full_result_count = False
    ordering: Sequence[str] = ("-placed_at", "-pk")
    list_display = (
        "number_shown",
        "placed_shown",
        "customer",
        "state_label",
        "paid_label",
        "total_shown",
    )
    list_filter: Sequence[Any] = (
        WorkFilter,
        ("state", ChoicesDropdownFilter),
        PaymentFilter,
        ("placed_at", RangeDateFilter),
    )
    search_fields = ("number",)
    search_help_text = _("Number, email, name, SKU, or number elsewhere.")
    actions: Sequence[str] = (
        "ship_selected",
        "cancel_selected",
        "export_selected",
        "restore_selected",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        step = path(
            "<int:pk>/step/<slug:name>/",
            self.admin_site.admin_view(self.step_view),
            name="orders_order_step",
        )
        words = path(
            "<int:pk>/note/", self.admin_site.admin_view(self.note_view), name="orders_order_note"
        )
        back = path(
            "<int:pk>/restore/",
            self.admin_site.admin_view(self.restore_view),
            name="orders_order_restore",
        )
        return [step, words, back, *super().get_urls()]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Whole values, and beginnings of numbers: parts of words would read every order."""
        term = search_term.strip()
        return (
            queryset.filter(pk__in=orders_named(term).values("pk")) if term else queryset
        ), False

    @admin.display(description=_("number"), ordering="number")
    def number_shown(self, order: Order) -> str:
        return _unbroken(order.number)

    @admin.display(description=_("placed"), ordering="placed_at")
    def placed_shown(self, order: Order) -> str:
        return _unbroken(date_format(localtime(order.placed_at), "SHORT_DATETIME_FORMAT"))

    @admin.display(description=_("customer"))
    def customer(self, order: Order) -> str:
        """The name; the email of who gave none."""
        return str(order.shipping_address.get("full_name", "")) or order.email

    @display(description=_("state"), ordering="state", label={**COLOURS})
    def state_label(self, order: Order) -> tuple[str, str]:
        return order.state, order.get_state_display()

    @admin.display(description=_("payment"))
    def paid_label(self, order: Order) -> str:
        """What has come, and what went back."""
        if order.refunded_minor:
            amount = format_minor(order.refunded_minor, order.currency)
            return str(_("%(amount)s refunded") % {"amount": amount})
        if order.paid_minor and not order.due_minor:
            return str(_("paid"))
        if order.state == OrderState.CANCELLED:
            return "–"
        return str(_("on delivery") if order.pays_on_delivery else _("open"))

    @admin.display(description=_("total"), ordering="total_minor")
    def total_shown(self, order: Order) -> str:
        return str(order.total)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Everything about an order on one screen."""
        order = self.get_object(request, unquote(object_id))
        if order is None:
            raise Http404
        if not self.has_view_or_change_permission(request, order):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            **screen.everything_about(order),
            "title": _("Order %(number)s") % {"number": order.number},
            "opts": self.opts,
            "original": order,
            "steps": [
                (name, STAFF_STEPS[name])
                for name in steps.possible_steps(order)
                if request.user.has_perms(steps.permissions_for(name, order))
            ],
            "note_form": NoteForm() if self.has_change_permission(request, order) else None,
            "may_delete": self.has_delete_permission(request, order),
            "may_restore": self.has_restore_permission(request, order),
            "may_see_person": request.user.has_perm("accounts.view_user"),
            "may_see_payment": request.user.has_perm("orders.view_payment"),
            "colour": COLOURS[OrderState(order.state)],
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/orders/order.html", context)

    def step_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """What a step will do, what it asks for, and the button that takes it."""
        order, step = self._order(request, pk), STAFF_STEPS.get(name)
        if step is None:
            raise Http404
        if not request.user.has_perms(steps.permissions_for(name, order)):
            raise PermissionDenied
        if _pays_out(name, order) and not has_proved_lately(request):
            return ask_for_proof(request)
        form = step.form(request.POST or None, order=order)
        if request.method == "POST" and form.is_valid() and self._take(request, step, form):
            return HttpResponseRedirect(_screen_of(order))
        context = {
            **self.admin_site.each_context(request),
            "title": _("%(step)s: order %(number)s") % {"step": step.label, "number": order.number},
            "opts": self.opts,
            "original": order,
            "order": order,
            "order_url": _screen_of(order),
            "step": step,
            "form": form,
            "is_possible": name in steps.possible_steps(order),
        }
        return TemplateResponse(request, "admin/orders/step.html", context)

    def note_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A word on the timeline."""
        order = self._order(request, pk)
        if not self.has_change_permission(request, order):
            raise PermissionDenied
        form = NoteForm(request.POST or None)
        if form.is_valid():
            asked = form.cleaned_data
            note(order, "note", asked["message"], is_public=asked["is_public"])
            messages.success(request, _("The note is on the timeline."))
        elif request.method == "POST":
            messages.error(request, _("Write a note of 1 to 300 characters."))
        return HttpResponseRedirect(_screen_of(order))

    def restore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Bring a deleted order back; for one that is in use nothing changes."""
        order = self._order(request, pk)
        if not self.has_restore_permission(request, order):
            raise PermissionDenied
        if request.method == "POST" and order.is_deleted:
            self.bring_back([order])
            self.log_change(request, order, "Restored.")
            messages.success(request, _("Order %(number)s is back.") % {"number": order.number})
        return HttpResponseRedirect(_screen_of(order))

    @admin.action(description=_("Download as CSV"), permissions=["view"])
    def export_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> StreamingHttpResponse:
        return as_csv(queryset)  # type: ignore[arg-type] # of orders

    def _order(self, request: HttpRequest, pk: int) -> Order:
        order = Order.everything.filter(pk=pk).first()
        if order is None:
            raise Http404
        return order

    def _take(self, request: HttpRequest, step: StaffStep, form: StepForm) -> bool:
        """Take the step; a refusal is shown beside the form."""
        try:
            step.take(form.order, form.cleaned_data)
        except DomainError as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, str(refusal))
            return False
        self.log_change(request, form.order, str(step.label))
        messages.success(request, step.done % {"number": form.order.number})
        return True


def _pays_out(step: str, order: Order) -> bool:
    """Whether a step sends money away: a session left open must not be enough for that."""
    return step == steps.REFUND or (step == steps.CANCEL and order.paid_minor > 0)


def _screen_of(order: Order) -> str:
    return reverse("admin:orders_order_change", args=[order.pk])


def _unbroken(text: str) -> str:
    """A text that stays on one line of the list."""
    return format_html('<span class="whitespace-nowrap">{}</span>', text)
