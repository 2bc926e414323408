"""What the door knows of an address counts when somebody signs in from it."""

import pytest

from accounts.domain import risk
from accounts.domain.sessions import Device
from accounts.models import SignInRecord
from accounts.ports import reputation_of
from security.domain import bans
from security.models import Standing
from security.models.bans import Step
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("step", "points"), [(Step.WARNED, 15), (Step.SLOWED, 40), (Step.SHORT, 50), (Step.LONG, 60)]
)
def test_who_is_held_off_has_a_bad_name(step, points, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bans.impose(Standing.objects.create(kind="a", subject="a:203.0.113.5"), step)

    assert reputation_of("203.0.113.5") == points
    assert [reputation_of(other) for other in ("203.0.113.6", None)] == [0, 0]


def test_a_sign_in_from_there_is_told_to_its_owner(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bans.impose(Standing.objects.create(kind="a", subject="a:203.0.113.5"), Step.SLOWED)

    record = risk.record_sign_in(
        make_user(), Device("203.0.113.5", "curl"), SignInRecord.Kind.PROGRAM
    )

    assert (record.score, record.reasons) == (40, ["reputation"])
