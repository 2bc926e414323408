"""Where a flow is walked: the purchase itself everywhere, what surrounds it where it may differ."""

import pytest

FLOW = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _walked(*ways: tuple[str, str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("window", "means"), ways, indirect=True, ids=["-".join(way) for way in ways]
    )


on_a_phone = _walked(("phone", "scripts"))
at_a_desk = _walked(("desk", "scripts"))
with_and_without_scripts = _walked(("phone", "scripts"), ("desk", "bare"))
