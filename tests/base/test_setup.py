"""When the set-up has to be done again."""

import pytest
from django.conf import settings

from shop.base.supervisor.errors import CannotRun
from shop.base.supervisor.setup import fingerprint

pytestmark = pytest.mark.django_db
STEPS = [{"command": "migrate"}]


@pytest.fixture
def project(tmp_path):
    """A small project with one migration and one static file."""
    for name in (
        "room/migrations/0001.py",
        "static/shop.css",
        "requirements.txt",
        ".venv/x/migrations/0001.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("first")
    return tmp_path


def mark(project, steps=STEPS):
    return fingerprint(project, steps, settings.DATABASES["default"])


def test_nothing_changed_means_the_same_fingerprint(project):
    assert mark(project) == mark(project)


@pytest.mark.parametrize("name", ["room/migrations/0001.py", "static/shop.css", "requirements.txt"])
def test_a_changed_file_changes_the_fingerprint(project, name):
    before = mark(project)

    (project / name).write_text("the second")

    assert mark(project) != before


def test_packages_own_migrations_do_not_count_their_lock_does(project):
    before = mark(project)

    (project / ".venv/x/migrations/0001.py").write_text("the second")

    assert mark(project) == before


def test_another_step_changes_the_fingerprint(project):
    assert mark(project) != mark(project, [*STEPS, {"command": "demo"}])


def test_a_database_that_does_not_answer_is_named(project):
    elsewhere = {**settings.DATABASES["default"], "HOST": "127.0.0.1", "PORT": "1"}

    with pytest.raises(CannotRun, match="The database does not answer"):
        fingerprint(project, STEPS, elsewhere)
