"""The living style guide: every component in every state, in both themes, for staff."""

from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shop.pages import samples
from shop.pages.choosing import Choice, OptionGroup


@staff_member_required(login_url="account_login")
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the components with sample data."""
    groups = [
        OptionGroup(
            "Colour",
            "Moss",
            (
                Choice("Moss", "#", is_chosen=True, is_available=True, note="£24.00"),
                Choice("Oat", "#", is_chosen=False, is_available=True, note="£24.00, 2 left"),
                Choice("Ink", "#", is_chosen=False, is_available=False, note="Sold out"),
                Choice("Rust", "", is_chosen=False, is_available=False, note=""),
            ),
        )
    ]
    context = {"themes": samples.themes(), "cards": samples.cards(), "groups": groups}
    return render(request, "shop/styleguide.html", context)
