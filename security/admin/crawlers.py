"""Who says to be a search engine, and whether it is one."""

from django.contrib import admin
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from security.models import Crawler
from shop.base.back_office import ReadOnlyAdmin


@admin.register(Crawler)
class CrawlerAdmin(ReadOnlyAdmin):
    """What the name service said; true ones stand under "Always let in" until they are asked about again."""

    list_display = ("address", "claim", "state_label", "host", "checked_at")
    list_filter = ("state", "claim")
    search_fields = ("address", "host")
    ordering = ("-checked_at", "pk")

    @display(
        description=gettext_lazy("answer"),
        ordering="state",
        label={"verified": "success", "false": "danger", "unknown": "default"},
    )
    def state_label(self, crawler: Crawler) -> tuple[str, str]:
        return crawler.state, str(crawler.get_state_display())
