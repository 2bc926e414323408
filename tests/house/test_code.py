"""Rules about the code itself that no linter knows."""

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string
from rest_framework.generics import GenericAPIView
from rest_framework.views import APIView

from shop.base import jobs

ROOT = Path(settings.BASE_DIR)
PACKAGES = (
    "shop",
    "accounts",
    "notifications",
    "catalog",
    "activity",
    "orders",
    "security",
    "analytics",
    "mlbridge",
)
SOURCES = sorted(
    path
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)


def calls_of(name: str) -> list[tuple[str, ast.Call]]:
    """Every call of a function by its bare name, with the file that it stands in."""
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if called == name and node.args:
                    found.append((str(path.relative_to(ROOT)), node))
    return found


def api_views() -> list[type[APIView]]:
    """Every class-based view of the API."""

    def walk(patterns: list[URLPattern | URLResolver]):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                view = getattr(pattern.callback, "cls", None) or getattr(
                    pattern.callback, "view_class", None
                )
                if view and issubclass(view, APIView):
                    yield view

    own = {
        view
        for view in walk(get_resolver().url_patterns)
        if view.__module__.split(".")[0] in PACKAGES
    }
    return sorted(own, key=lambda view: view.__qualname__)


def test_what_is_asked_for_later_exists_and_takes_the_arguments():
    for file, call in calls_of("later"):
        task = call.args[0]
        if not isinstance(task, ast.Constant):
            continue
        given = {keyword.arg for keyword in call.keywords} - {"due_at"}
        function = import_string(task.value)
        parameters = inspect.signature(getattr(function, "run", function)).parameters
        assert None in given or given <= set(parameters), (
            f"{file}: {task.value} takes {list(parameters)}"
        )


def test_every_job_names_a_task_that_exists():
    assert {"mlbridge.retrain", "activity.roll_up", "security.score_requests"} <= set(
        jobs.registered()
    )
    for job in jobs.registered().values():
        assert callable(import_string(job.task))


@pytest.mark.parametrize("view", api_views(), ids=lambda view: view.__qualname__)
def test_every_view_of_the_api_states_its_permission(view):
    stated = any(
        "permission_classes" in vars(cls) or "get_permissions" in vars(cls)
        for cls in view.__mro__
        if cls.__module__.split(".")[0] in PACKAGES
    )
    assert stated


@pytest.mark.parametrize("view", api_views(), ids=lambda view: view.__qualname__)
def test_every_list_of_the_api_is_paginated(view):
    if issubclass(view, GenericAPIView) and hasattr(view, "list"):
        assert view.pagination_class is not None


def test_no_query_count_is_asserted_in_vain():
    bare = re.compile(r"^\s*(self\.)?assertNumQueries\(", re.MULTILINE)
    assert [
        str(path) for path in (ROOT / "tests").rglob("*.py") if bare.search(path.read_text())
    ] == []


def test_the_web_process_starts_without_the_numeric_packages():
    code = (
        "import django, sys; django.setup(); import shop.urls, shop.wsgi; "
        "print([name for name in ('pandas', 'numpy', 'scipy', 'sklearn', 'stripe') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={
            "DJANGO_SETTINGS_MODULE": "shop.settings",
            "DATABASE_URL": settings.DATABASE_URL,
            "REDIS_URL": settings.REDIS_URL,
            "PATH": "/usr/bin:/bin",
            "SHOPKEEPER_HOME": str(settings.HOME),
        },
    )
    assert (run.stdout.strip(), run.returncode) == ("[]", 0), run.stderr


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_files_can_be_read_in_one_sitting():
    long = [
        (str(path.relative_to(ROOT)), count)
        for path in SOURCES
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 500
    ]
    assert long == []
