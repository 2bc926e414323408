"""What is left on a gift card."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from orders.domain.gift_cards import find
from shop.base.addresses import counted_address
from shop.base.errors import DomainError


@never_cache
@require_http_methods(["GET", "POST"])
def balance(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and show what is left on its card; wrong codes are counted."""
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            context["card"] = find(request.POST.get("code", ""), asker=counted_address(request))
        except DomainError as refused:
            context["error"] = str(refused)
    return render(request, "shop/gift_card.html", context)
