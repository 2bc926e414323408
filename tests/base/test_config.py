"""Settings: plain messages for what is wrong, the environment over the file."""

import pytest

from shop import config


def test_a_half_configured_production_shop_does_not_start(monkeypatch):
    monkeypatch.setenv("ENVIRONMENT", "production")
    monkeypatch.setenv("SECRET_KEY", "")
    monkeypatch.setenv("DATABASE_URL", "")
    config.load.cache_clear()

    with pytest.raises(SystemExit, match="also needs SECRET_KEY, DATABASE_URL"):
        config.load()

    config.load.cache_clear()


def test_a_wrong_port_is_named(monkeypatch):
    monkeypatch.setenv("PORT", "99999")
    config.load.cache_clear()

    with pytest.raises(SystemExit, match="PORT: Input should be less than or equal to 65535"):
        config.load()

    config.load.cache_clear()


def test_the_environment_wins_over_the_file(monkeypatch, tmp_path):
    file = tmp_path / "shop.yaml"
    file.write_text("site_name: From the file\nport: 9100\n")
    monkeypatch.setenv("SHOPKEEPER_CONFIG", str(file))
    monkeypatch.setenv("PORT", "9200")

    read = config.Config()

    assert (read.site_name, read.port) == ("From the file", 9200)


def test_another_database_engine_is_refused():
    with pytest.raises(SystemExit, match="PostgreSQL 15"):
        config.database_settings("mysql://localhost/shop", statement_timeout_ms=1)


def test_a_socket_address_becomes_host_and_user():
    settings = config.database_settings(
        "postgresql:///shop?host=/run/shop&user=keeper", statement_timeout_ms=5
    )

    assert (settings["NAME"], settings["HOST"], settings["USER"]) == ("shop", "/run/shop", "keeper")


def test_an_unknown_mail_address_is_refused():
    with pytest.raises(SystemExit, match="EMAIL_URL"):
        config.email_settings("http://mail.example")
