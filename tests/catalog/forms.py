"""What the tests of the back office share: forms sent back as a browser would send them."""

from html.parser import HTMLParser

from django.test import Client


class FormReader(HTMLParser):
    """What a browser would send of the form with an id: every field as it was rendered."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.inside = False
        self.data: dict[str, str | list[str]] = {}
        self.select: tuple[str, bool] | None = None
        self.textarea: str | None = None

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "form":
            self.inside = has.get("id") == self.form_id
        name = has.get("name")
        if not self.inside:
            return
        if tag == "input" and name:
            self._input(name, has)
        elif tag == "select" and name:
            self.select = (name, "multiple" in has)
            if "multiple" in has:
                self.data[name] = []
        elif tag == "textarea" and name:
            self.textarea = name
            self.data[name] = ""
        elif tag == "option" and self.select:
            self._option(has)

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.textarea = None

    def handle_data(self, data):
        if self.textarea:
            self.data[self.textarea] += data.removeprefix("\r\n").removeprefix("\n")

    def _input(self, name, has):
        kind = has.get("type", "text")
        if kind in {"submit", "button", "file"} or (kind == "checkbox" and "checked" not in has):
            return
        self.data[name] = has.get("value", "on" if kind == "checkbox" else "")

    def _option(self, has):
        name, multiple = self.select or ("", False)
        chosen = "selected" in has
        if multiple and chosen:
            self.data[name].append(has.get("value", ""))
        elif not multiple and (chosen or name not in self.data):
            self.data[name] = has.get("value", "")


def form_of(client: Client, address: str, form_id: str) -> dict:
    """The fields of a form on a page, as they would be sent back untouched."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    reader = FormReader(form_id)
    reader.feed(page.content.decode())
    return reader.data


def send(client: Client, address: str, form_id: str, **changes) -> dict:
    """Open a form, change some fields, send it back. Returns the errors; empty when it was taken."""
    answer = client.post(address, {**form_of(client, address, form_id), **changes})
    if answer.status_code == 302:
        return {}
    return {
        **answer.context["adminform"].form.errors,
        **{
            f"{formset.formset.prefix}": str(formset.formset.errors)
            + str(formset.formset.non_form_errors())
            for formset in answer.context["inline_admin_formsets"]
            if not formset.formset.is_valid()
        },
    }
