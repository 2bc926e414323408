"""The tree of categories: indented, moved by buttons that need no script, refused where it would bite its tail."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.admin import links
from catalog.admin.fields import AddressField, HeadPictureField, ShelfField
from catalog.domain import tree
from catalog.models import Category
from shop.base.back_office import AmountsForm, HistoryAdmin

MOVES = {"up": tree.move_up, "down": tree.move_down}


class CategoryForm(AmountsForm):
    """A category and its place: the last one below its parent, until it is moved up."""

    parent = ShelfField(
        label=gettext_lazy("Below"), required=False, empty_label=gettext_lazy("– at the top –")
    )
    slug = AddressField(max_length=120)
    image = HeadPictureField(label=gettext_lazy("Picture"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "parent" in self.fields:
            shelf: Any = self.fields["parent"]
            shelf.queryset = Category.objects.exclude(path__startswith=self.instance.path)
            shelf.initial = Category.objects.get_parent(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "slug" in self.errors or "slug" not in self.fields:
            return cleaned
        slug = cleaned["slug"] = cleaned["slug"] or slugify(cleaned.get("name", ""))[:120]
        if not slug and cleaned.get("name"):
            self.add_error("slug", _("The name has no letters for an address; give one."))
        elif tree.slug_is_taken(slug, besides=self.instance.pk or 0):
            self.add_error(
                "slug", _("Another category has this address: %s. Choose another.") % slug
            )
        return cleaned


@admin.register(Category)
class CategoryAdmin(HistoryAdmin):
    """The tree."""

    form = CategoryForm
    list_display = ("tree_name", "moves", "product_count", "is_visible")
    list_display_links = ("tree_name",)
    list_per_page = 500
    sortable_by = ()
    ordering = ("path",)
    search_fields = ("name",)
    fieldsets = (
        (None, {"fields": ("name", "parent", "is_visible", "description")}),
        (gettext_lazy("Look and address"), {"fields": ("slug", "tint", "image")}),
        (
            gettext_lazy("Record"),
            {"fields": ("created_at", "created_by", "updated_at", "updated_by")},
        ),
    )

    class Media:
        css = {"all": ("css/catalogue-office.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        own = Count("products", filter=Q(products__deleted_at__isnull=True))
        rows: QuerySet[Category] = Category.objects.annotate(product_count=own).order_by("path")
        return rows

    def get_urls(self) -> list[URLPattern]:
        own = path(
            "<path:object_id>/move/",
            self.admin_site.admin_view(self.move_view),
            name="catalog_category_move",
        )
        return [own, *super().get_urls()]

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Whoever may not move a category sees no buttons for it."""
        may_move = self.has_change_permission(request)
        return tuple(name for name in self.list_display if name != "moves" or may_move)

    def move_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """One step up or down among the sub-categories of the same parent."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        category = self.get_object(request, unquote(object_id))
        move = MOVES.get(request.POST.get("to", ""))
        if category is None or move is None:
            raise Http404
        if not self.has_change_permission(request, category):
            raise PermissionDenied
        move(category)
        self.log_change(request, category, f"Moved {request.POST['to']}.")
        messages.success(request, _("%s has moved.") % category.name)
        return HttpResponseRedirect(reverse("admin:catalog_category_changelist"))

    def save_model(self, request: HttpRequest, obj: Category, form: Any, change: bool) -> None:
        """Write what was typed, then move it when it was given another parent."""
        parent = form.cleaned_data.get("parent")
        if not change:
            tree.add_category(obj, under=parent)
            return
        if not form.changed_data:
            return
        own = {field.name for field in obj._meta.concrete_fields}
        tree.change_category(obj, own & set(form.changed_data) | {"slug"})
        if "parent" in form.changed_data:
            tree.move_under(obj, parent)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        """What stands in the way is named before anybody confirms."""
        rows = list(objs)
        name = str(self.model._meta.verbose_name_plural)
        missing = set() if self.has_delete_permission(request) else {name}
        in_the_way = [why for row in rows if (why := tree.in_use(row))]
        return [str(row) for row in rows], {name: len(rows)}, missing, in_the_way

    def delete_model(self, request: HttpRequest, obj: Category) -> None:
        tree.remove(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Category]) -> None:
        for category in queryset:
            tree.remove(category)

    @admin.display(description=gettext_lazy("category"))
    def tree_name(self, category: Category) -> SafeString:
        steps = format_html_join(
            "", '<span class="{}"></span>', [("tree-step",)] * (category.depth - 1)
        )
        return format_html('<span class="tree-name">{}{}</span>', steps, category.name)

    @admin.display(description=gettext_lazy("order"))
    def moves(self, category: Category) -> SafeString:
        """Buttons of the list's own form: they carry its token and need no script."""
        address = reverse("admin:catalog_category_move", args=[category.pk])
        buttons = [
            (address, "up", _("Move %s up") % category.name, "↑"),
            (address, "down", _("Move %s down") % category.name, "↓"),
        ]
        button = (
            '<button type="submit" formaction="{}" name="to" value="{}" aria-label="{}">{}</button>'
        )
        return format_html(
            '<span class="tree-moves">{}</span>', format_html_join("", button, buttons)
        )

    @admin.display(description=gettext_lazy("products"))
    def product_count(self, category: Any) -> SafeString:
        """How many stand on this very shelf, with the way to all of the branch."""
        return links.to(links.products(shelf=category.pk), category.product_count)
