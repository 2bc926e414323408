"""Reviews: read by staff, then published or rejected. Nobody changes what a customer wrote."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import action, display

from catalog.admin import links
from catalog.domain import reviews
from catalog.models import Review
from shop.base.back_office import LongListPaginator, RecordAdmin


@admin.register(Review)
class ReviewAdmin(RecordAdmin):
    """The reading desk. A review is rejected rather than deleted, so that the decision can be taken back."""

    paginator = LongListPaginator
    show_full_result_count = False
    warn_unsaved_form = False
    list_display = (
        "stars",
        "headline",
        "product_name",
        "author_name",
        "verified",
        "state",
        "created_at",
    )
    list_display_links = ("stars", "headline")
    list_filter = ("status", "rating", "is_verified")
    list_select_related = ("product",)
    sortable_by = ()
    ordering = ("-pk",)
    search_fields = ("title", "author_name", "product__name")
    actions = ("publish_selected", "reject_selected")
    actions_submit_line = ("publish_one", "reject_one")
    fields = (
        "decision", "stars", "title", "text", "author_name", "author", "is_verified", "product_link",
        "created_at", "updated_at", "updated_by",
    )  # fmt: skip
    readonly_fields = (
        "decision", "stars", "title", "text", "author_name", "author", "is_verified", "product_link",
    )  # fmt: skip

    class Media:
        css = {"all": ("css/catalogue-office.css",)}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_moderate_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("catalog.change_review"))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """There is nothing to save here, only a decision to take."""
        buttons = {"show_save": False, "show_save_and_continue": False}
        page: HttpResponse = super().change_view(
            request, object_id, form_url, {**buttons, **(extra_context or {})}
        )
        return page

    def save_model(self, request: HttpRequest, obj: Review, form: Any, change: bool) -> None:
        """Do what the pressed button says; the row itself is the customer's."""
        for pressed in self.get_actions_submit_line(request, obj.pk):
            if pressed.action_name in request.POST:
                pressed.method(request, obj)

    @admin.action(description=gettext_lazy("Publish"), permissions=["moderate"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Review]) -> None:
        count = reviews.publish(list(queryset.values_list("pk", flat=True)))
        self._tell(
            request, ngettext("%d review is published.", "%d reviews are published.", count), count
        )

    @admin.action(description=gettext_lazy("Reject"), permissions=["moderate"])
    def reject_selected(self, request: HttpRequest, queryset: QuerySet[Review]) -> None:
        count = reviews.reject(list(queryset.values_list("pk", flat=True)))
        self._tell(
            request, ngettext("%d review is rejected.", "%d reviews are rejected.", count), count
        )

    @action(description=gettext_lazy("Publish"), permissions=["moderate"])
    def publish_one(self, request: HttpRequest, obj: Review) -> None:
        reviews.publish([obj.pk])

    @action(description=gettext_lazy("Reject"), permissions=["moderate"])
    def reject_one(self, request: HttpRequest, obj: Review) -> None:
        reviews.reject([obj.pk])

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> str:
        """The log names the decision; no field was changed."""
        review: Review = form.instance
        review.refresh_from_db()
        return review.get_status_display()

    def _tell(self, request: HttpRequest, said: str, count: int) -> None:
        self.message_user(request, said % count, messages.SUCCESS)

    @admin.display(description=gettext_lazy("status"))
    def decision(self, review: Review) -> str:
        return review.get_status_display()

    @admin.display(description=gettext_lazy("rating"))
    def stars(self, review: Review) -> SafeString:
        return format_html(
            '<span class="stars" role="img" aria-label="{}">{}</span>',
            _("%d of 5 stars") % review.rating,
            "★" * review.rating + "☆" * (5 - review.rating),
        )

    @admin.display(description=gettext_lazy("title"))
    def headline(self, review: Review) -> str:
        """The title, or how the text begins."""
        return review.title or Truncator(review.body).chars(60) or _("stars only")

    @admin.display(description=gettext_lazy("text"))
    def text(self, review: Review) -> SafeString:
        return format_html('<span class="review-body">{}</span>', review.body or "–")

    @admin.display(description=gettext_lazy("product"))
    def product_name(self, review: Review) -> str:
        return review.product.name

    @admin.display(description=gettext_lazy("product"))
    def product_link(self, review: Review) -> SafeString:
        return links.to(links.product(review.product_id), review.product.name)

    @admin.display(description=gettext_lazy("bought here"), boolean=True)
    def verified(self, review: Review) -> bool:
        return review.is_verified

    @display(
        description=gettext_lazy("status"),
        label={"pending": "warning", "published": "success", "rejected": ""},
    )
    def state(self, review: Review) -> tuple[str, str]:
        return review.status, review.get_status_display()
