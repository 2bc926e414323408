"""The password of the demo logins."""

from shop.base.demo_password import demo_password


def test_a_made_password_is_kept_and_readable_by_its_owner_alone(tmp_path):
    first = demo_password(tmp_path)

    assert demo_password(tmp_path) == first
    assert len(first) == 19
    assert (tmp_path / "demo-password").stat().st_mode & 0o777 == 0o600


def test_a_configured_password_wins_and_is_not_written_down(tmp_path):
    assert demo_password(tmp_path, "chosen by me") == "chosen by me"
    assert list(tmp_path.iterdir()) == []
