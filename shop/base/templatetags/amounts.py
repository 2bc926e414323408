"""Amounts in templates: ``{{ order.total_minor|money:order.currency }}``."""

from django import template
from django.utils.translation import get_language

from shop.base.money import format_minor

register = template.Library()


@register.filter
def money(minor: int, currency: str) -> str:
    """Minor units as people read them in the language of the page: £12.50."""
    return format_minor(minor, currency, get_language() or "en-gb")
