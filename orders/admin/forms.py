"""What staff fill in when they take a step with an order."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldAdminURLInputWidget,
    UnfoldBooleanSwitchWidget,
)

from orders.domain import fulfilment, steps
from orders.domain.parcels import left_to_send
from orders.models import Order
from shop.base.back_office import MinorUnitsField
from shop.base.money import format_minor


class StepForm(forms.Form):
    """A step that asks for nothing but a yes."""

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order

    def consequences(self) -> list[str]:
        """What will happen, in words, before it does."""
        return []


class MarkPaidForm(StepForm):
    """The money has come by bank or at the door."""

    reference = forms.CharField(
        label=_("Reference of the transfer"),
        max_length=128,
        required=False,
        widget=UnfoldAdminTextInputWidget,
    )

    def consequences(self) -> list[str]:
        total = format_minor(self.order.total_minor, self.order.currency)
        return [
            gettext("%(total)s is booked as received.") % {"total": total},
            gettext("The customer is mailed that the payment has come."),
        ]


class ShipForm(StepForm):
    """The parcel leaves."""

    carrier = forms.CharField(
        label=_("Carrier"), max_length=60, required=False, widget=UnfoldAdminTextInputWidget
    )
    tracking_code = forms.CharField(
        label=_("Tracking number"), max_length=80, required=False, widget=UnfoldAdminTextInputWidget
    )
    tracking_url = forms.URLField(
        label=_("Address to follow it"),
        required=False,
        assume_scheme="https",
        widget=UnfoldAdminURLInputWidget,
    )

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, order=order, **kwargs)
        left = left_to_send(order)
        self.lines = {f"line_{line.pk}": line.pk for line in order.lines.all() if line.pk in left}
        for line in order.lines.all():
            if line.pk in left:
                self.fields[f"line_{line.pk}"] = forms.IntegerField(
                    label=f"{line.product_name} {line.label}".strip(),
                    help_text=gettext("%(left)s left to send.") % {"left": left[line.pk]},
                    min_value=0,
                    max_value=left[line.pk],
                    initial=left[line.pk],
                    required=False,
                    widget=UnfoldAdminIntegerFieldWidget,
                )
        self.fields["seen"] = forms.IntegerField(
            initial=order.shipments.count(), required=False, widget=forms.HiddenInput
        )

    def clean(self) -> dict[str, Any]:
        """The pieces by line id; without any number in the form, all that is left."""
        asked = super().clean() or {}
        told = {pk: asked.pop(name, None) for name, pk in self.lines.items()}
        is_told = any(quantity is not None for quantity in told.values())
        asked["quantities"] = {pk: n or 0 for pk, n in told.items()} if is_told else None
        return asked

    def consequences(self) -> list[str]:
        return [
            gettext(
                "The order is shipped when its last piece has left, and partly shipped before."
            ),
            gettext("The customer is mailed that the parcel is on its way."),
        ]


class CancelForm(StepForm):
    """The order is called off."""

    reason = forms.CharField(
        label=_("Reason, as the customer will read it"),
        max_length=300,
        required=False,
        widget=UnfoldAdminTextInputWidget,
    )

    def consequences(self) -> list[str]:
        left = self.order.refundable_minor
        told = [gettext("Its goods go back on the shelf, or are promised to nobody any more.")]
        if left:
            amount = format_minor(left, self.order.currency)
            told.append(
                gettext("%(amount)s goes back to the customer, the way it came.")
                % {"amount": amount}
            )
        return [*told, gettext("The customer is mailed that the order is cancelled.")]


class RefundForm(StepForm):
    """Money goes back. ``key`` makes a second press of the button harmless."""

    amount = MinorUnitsField(label=_("Amount"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, widget=UnfoldAdminTextInputWidget
    )
    restock = forms.BooleanField(
        label=_("The goods are back: put them on the shelf (when all is refunded)"),
        required=False,
        widget=UnfoldBooleanSwitchWidget,
    )
    key = forms.CharField(max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, order=order, **kwargs)
        amount = self.fields["amount"]
        assert isinstance(amount, MinorUnitsField)
        amount.currency = order.currency
        self.initial = {"amount": order.refundable_minor, "key": uuid.uuid4().hex, **self.initial}

    def consequences(self) -> list[str]:
        left = format_minor(self.order.refundable_minor, self.order.currency)
        return [
            gettext("Up to %(left)s can go back to the customer, the way it came.")
            % {"left": left},
            gettext("The customer is mailed about it."),
        ]


class NoteForm(forms.Form):
    """A word on the order's timeline."""

    message = forms.CharField(
        label=_("Note"), max_length=300, widget=UnfoldAdminTextareaWidget(attrs={"rows": 2})
    )
    is_public = forms.BooleanField(
        label=_("The customer may read it"), required=False, widget=UnfoldBooleanSwitchWidget
    )


@dataclass(frozen=True)
class StaffStep:
    """A step as the back office offers it: its words, what it asks for, what it calls."""

    label: StrPromise
    form: type[StepForm]
    take: Callable[[Order, Mapping[str, Any]], object]
    done: StrPromise
    icon: str = "check"
    is_destructive: bool = False


STAFF_STEPS: Mapping[str, StaffStep] = {
    steps.SHIP: StaffStep(
        _("Ship"),
        ShipForm,
        lambda order, asked: fulfilment.ship(order, **asked),
        _("Order %(number)s is on its way."),
        icon="local_shipping",
    ),
    steps.MARK_PAID: StaffStep(
        _("Mark as paid"),
        MarkPaidForm,
        lambda order, asked: fulfilment.mark_paid(order, **asked),
        _("Order %(number)s is paid."),
        icon="payments",
    ),
    steps.DELIVER: StaffStep(
        _("Mark as delivered"),
        StepForm,
        lambda order, asked: fulfilment.deliver(order),
        _("Order %(number)s has arrived."),
        icon="inventory",
    ),
    steps.REFUND: StaffStep(
        _("Refund"),
        RefundForm,
        lambda order, asked: fulfilment.refund(
            order,
            asked["amount"],
            reason=asked["reason"],
            restock=asked["restock"],
            key=asked["key"],
        ),
        _("The refund for order %(number)s is on its way."),
        icon="undo",
        is_destructive=True,
    ),
    steps.CANCEL: StaffStep(
        _("Cancel the order"),
        CancelForm,
        lambda order, asked: fulfilment.cancel(order, **asked),
        _("Order %(number)s is cancelled."),
        icon="block",
        is_destructive=True,
    ),
}
