"""Fields of forms that several screens of the room use."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminImageFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from catalog.domain.media import file_of, read_picture
from catalog.models import Category
from shop.base.errors import DomainError

LONGEST_FACT = 300
EM_SPACE = "\u2003"


class FactsField(forms.CharField):
    """Facts by name, a line each: "Material: Stoneware"."""

    widget = UnfoldAdminTextareaWidget(attrs={"rows": 6})

    def prepare_value(self, value: Any) -> Any:
        """The lines of what is kept; what somebody typed stays as it was typed."""
        if isinstance(value, dict):
            return "\n".join(f"{name}: {said}" for name, said in value.items())
        return value

    def clean(self, value: Any) -> dict[str, str]:
        """The facts. Raises ValidationError for a line without a name or without a value."""
        facts: dict[str, str] = {}
        for line in super().clean(value).splitlines():
            name, colon, said = (part.strip() for part in line.partition(":"))
            if not line.strip():
                continue
            if not (name and colon and said):
                raise ValidationError(
                    _('Write "Name: value" on each line; this one is not: %(line)s')
                    % {"line": line.strip()[:60]}
                )
            if name in facts:
                raise ValidationError(_("%(name)s is there twice.") % {"name": name})
            facts[name] = said[:LONGEST_FACT]
        return facts

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the facts are others; spaces around them and their order, which is not kept, do not count."""
        try:
            return self.clean(data) != (initial or {})
        except ValidationError:
            return True


class ShelfField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """A category, chosen from the tree: each stands indented below its parent."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", UnfoldAdminSelectWidget())
        super().__init__(queryset=Category.objects.all(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return indented(obj)


def indented(category: Category) -> str:
    """A category's name, set in by its depth; spaces that browsers do not collapse."""
    return f"{EM_SPACE * (category.depth - 1)}{category.name}"


class PlainPictureField(forms.FileField):
    """An uploaded picture, read by the domain: told by its content, and nothing but pixels kept."""

    widget = UnfoldAdminFileFieldWidget(
        attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"}
    )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The read picture; None without a file. Raises ValidationError with what to do."""
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return read_picture(file)
        except DomainError as refusal:
            raise ValidationError(str(refusal)) from refusal


class HeadPictureField(forms.ImageField):
    """The one picture of a category or collection. False stands for "take it away"."""

    widget = UnfoldAdminImageFieldWidget

    def clean(self, data: Any, initial: Any = None) -> Any:
        """A clean file under a name made from its content. Raises ValidationError with what to do."""
        # Not Django's own check: the domain's is stricter and decodes only once.
        file = forms.FileField.clean(self, data, initial)
        if not file or file is initial:
            return file
        try:
            return file_of(read_picture(file))
        except DomainError as refusal:
            raise ValidationError(str(refusal)) from refusal

    def to_python(self, data: Any) -> Any:
        return forms.FileField.to_python(self, data)


class AddressField(forms.SlugField):
    """How a page's address ends; made from the name when it is left empty."""

    widget = UnfoldAdminTextInputWidget

    def __init__(self, *, max_length: int) -> None:
        super().__init__(
            label=gettext_lazy("Address"),
            max_length=max_length,
            required=False,
            help_text=gettext_lazy(
                "Made from the name when left empty. The page's address ends with it."
            ),
        )
