"""The same step for many orders: first what would happen to each, then each on its own."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin

from orders.admin.forms import STAFF_STEPS, StaffStep
from orders.domain import steps
from orders.models import Order
from shop.base.errors import DomainError

MOST_AT_ONCE = 200


class TogetherAdmin(ModelAdmin):
    """The list's actions along the state machine."""

    def has_step_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may change orders may move them along."""
        return bool(self.has_change_permission(request, obj))

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

    def _together(
        self, request: HttpRequest, queryset: QuerySet[Any], name: str, action: str
    ) -> TemplateResponse | None:
        step, chosen = STAFF_STEPS[name], list(queryset[: MOST_AT_ONCE + 1])
        if len(chosen) > MOST_AT_ONCE:
            said = _("Choose at most %(most)s orders at a time.") % {"most": MOST_AT_ONCE}
            messages.error(request, said)
            return None
        fitting = [order for order in chosen if _may_take(request, name, order)]
        if "confirmed" in request.POST:
            self._take_all(request, step, fitting)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "opts": self.opts,
            "step": step,
            "action": action,
            "fitting": [(order, step.form(order=order).consequences()) for order in fitting],
            "others": [order for order in chosen if order not in fitting],
            "list_url": reverse("admin:orders_order_changelist"),
        }
        return TemplateResponse(request, "admin/orders/together.html", context)

    def _take_all(self, request: HttpRequest, step: StaffStep, orders: Sequence[Order]) -> None:
        taken = 0
        for order in orders:
            form = step.form({}, order=order)
            form.full_clean()
            try:
                step.take(order, form.cleaned_data)
            except DomainError as refusal:
                messages.error(request, f"{order.number}: {refusal}")
                continue
            self.log_change(request, order, str(step.label))
            taken += 1
        said = ngettext("%(step)s: %(n)d order.", "%(step)s: %(n)d orders.", taken)
        level = messages.SUCCESS if taken else messages.WARNING
        messages.add_message(request, level, said % {"step": step.label, "n": taken})


def _may_take(request: HttpRequest, name: str, order: Order) -> bool:
    return name in steps.possible_steps(order) and request.user.has_perms(
        steps.permissions_for(name, order)
    )
