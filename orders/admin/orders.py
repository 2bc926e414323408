"""Orders: a list to work through, and one screen for everything about an order. Nothing is edited by hand."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import RangeDateFilter
from unfold.decorators import display

from orders.admin import screen
from orders.admin.forms import STAFF_STEPS, NoteForm, StaffStep, StepForm
from orders.domain import steps
from orders.domain.timeline import note
from orders.models import Order, OrderQuerySet, OrderState
from shop.base.back_office import HistoryAdmin, LongListPaginator, SoftRecordAdmin
from shop.base.errors import DomainError
from shop.base.money import format_minor

COLOURS = {
    OrderState.PENDING: "warning",
    OrderState.PAID: "info",
    OrderState.SHIPPED: "primary",
    OrderState.DELIVERED: "success",
    OrderState.CANCELLED: "danger",
    OrderState.REFUNDED: "danger",
}


class WorkFilter(admin.SimpleListFilter):
    """What waits for somebody."""

    title = _("to do")
    parameter_name = "work"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("ship", _("To ship")),
            ("pay", _("Waiting for payment")),
            ("overdue", _("Overdue")),
        ]

    def queryset(self, request: HttpRequest, queryset: OrderQuerySet) -> OrderQuerySet:  # type: ignore[override] # of orders
        wanted = {
            "ship": queryset.to_ship,
            "pay": queryset.unpaid,
            "overdue": queryset.overdue,
        }
        return wanted[self.value()]() if self.value() in wanted else queryset  # type: ignore[index] # checked


@admin.register(Order)
class OrderAdmin(HistoryAdmin, SoftRecordAdmin):
    """Orders along their state machine."""

    can_be_reverted = False
    why_not_reverted = _(
        "An order is never taken back to an earlier state: money and stock have moved with it. "
        "Cancel or refund it instead."
    )
    paginator = LongListPaginator
    show_full_result_count = False
    ordering: Sequence[str] = ("-placed_at", "-pk")
    list_display = ("number", "placed_at", "customer", "state_label", "paid_label", "total_shown")
    list_filter: Sequence[Any] = (WorkFilter, "state", ("placed_at", RangeDateFilter))
    search_fields = ("number",)
    search_help_text = _("Number, email, name, SKU, or number elsewhere.")
    actions: Sequence[str] = ("ship_selected", "cancel_selected", "restore_selected")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_step_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may change orders may move them along."""
        return bool(self.has_change_permission(request, obj))

    def get_urls(self) -> list[URLPattern]:
        step = path(
            "<int:pk>/step/<slug:name>/",
            self.admin_site.admin_view(self.step_view),
            name="orders_order_step",
        )
        words = path(
            "<int:pk>/note/", self.admin_site.admin_view(self.note_view), name="orders_order_note"
        )
        return [step, words, *super().get_urls()]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Whole values, and beginnings of numbers: parts of words would read every order."""
        term = search_term.strip()
        return (queryset.filter(_named(term)) if term else queryset), False

    @admin.display(description=_("customer"), ordering="email")
    def customer(self, order: Order) -> str:
        """Name and email."""
        name = str(order.shipping_address.get("full_name", ""))
        return f"{name} · {order.email}" if name else order.email

    @display(description=_("state"), ordering="state", label={**COLOURS})
    def state_label(self, order: Order) -> tuple[str, str]:
        return order.state, order.get_state_display()

    @admin.display(description=_("payment"))
    def paid_label(self, order: Order) -> str:
        """What has come, and what went back."""
        if order.refunded_minor:
            amount = format_minor(order.refunded_minor, order.currency)
            return str(_("%(amount)s refunded") % {"amount": amount})
        if order.paid_minor:
            return str(_("paid"))
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
                for name in ([] if order.is_deleted else steps.possible_steps(order))
                if request.user.has_perm(STAFF_STEPS[name].permission)
            ],
            "note_form": NoteForm() if self.has_change_permission(request, order) else None,
            "may_delete": self.has_delete_permission(request, order),
            "colour": COLOURS[OrderState(order.state)],
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/orders/order.html", context)

    def step_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """What a step will do, what it asks for, and the button that takes it."""
        order, step = self._order(request, pk), STAFF_STEPS.get(name)
        if step is None:
            raise Http404
        if not request.user.has_perm(step.permission):
            raise PermissionDenied
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

    @admin.action(description=_("Ship"), permissions=["step"])
    def ship_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> TemplateResponse | None:
        return self._together(request, queryset, steps.SHIP, "ship_selected")

    @admin.action(description=_("Cancel"), permissions=["step"])
    def cancel_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> TemplateResponse | None:
        return self._together(request, queryset, steps.CANCEL, "cancel_selected")

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

    def _together(
        self, request: HttpRequest, queryset: QuerySet[Any], name: str, action: str
    ) -> TemplateResponse | None:
        """The same step for many orders: first a list of what would happen, then each on its own."""
        step, chosen = STAFF_STEPS[name], list(queryset)
        fitting = [order for order in chosen if name in steps.possible_steps(order)]
        if "confirmed" in request.POST:
            self._take_all(request, step, fitting)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "opts": self.opts,
            "step": step,
            "action": action,
            "fitting": fitting,
            "others": [order for order in chosen if order not in fitting],
            "list_url": reverse("admin:orders_order_changelist"),
        }
        return TemplateResponse(request, "admin/orders/together.html", context)

    def _take_all(self, request: HttpRequest, step: StaffStep, orders: Sequence[Order]) -> None:
        for order in orders:
            form = step.form({}, order=order)
            if form.is_valid() and not self._take(request, step, form):
                why = " ".join(map(str, form.non_field_errors()))
                messages.error(request, f"{order.number}: {why}")


def _named(term: str) -> Q:
    """The condition that an order is what somebody typed."""
    return (
        Q(number__startswith=term.upper())
        | Q(email=term.lower())
        | Q(shipping_address__full_name__iexact=term)
        | Q(external_reference=term)
        | Q(pk__in=Order.everything.filter(lines__sku=term).values("pk"))
    )


def _screen_of(order: Order) -> str:
    return reverse("admin:orders_order_change", args=[order.pk])
