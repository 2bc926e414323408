"""Static files as they are served: the style sheet is one file, and everything it names is there."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

WHOLE_SHEET = 12_000  # bytes gzipped: the budget of a page


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The folder of collected files and the name of the style sheet in it."""
    root = tmp_path_factory.mktemp("static")
    backend = {"BACKEND": "shop.pages.storage.ShopStaticFiles"}
    with override_settings(STATIC_ROOT=root, STORAGES={"staticfiles": backend, "default": backend}):
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        return root, staticfiles_storage.url("css/shop.css").removeprefix("/static/")


def test_the_style_sheet_waits_for_no_other(served):
    root, sheet = served

    text = (root / sheet).read_text()

    assert "@import" not in text
    assert text.startswith("@layer reset, tokens, base, layout, components, pages, utilities;")


def test_every_file_that_the_style_sheet_names_is_served(served):
    root, sheet = served

    named = re.findall(r'url\("([^"]+)"\)', (root / sheet).read_text())

    assert len(named) == 5
    assert [
        name for name in named if not (root / Path(sheet).parent / name).resolve().is_file()
    ] == []


def test_the_style_sheet_keeps_its_budget(served):
    root, sheet = served

    assert len(gzip.compress((root / sheet).read_bytes())) <= WHOLE_SHEET
