"""What `manage.py run` runs for a given configuration."""

import os

import pytest

from shop import config, run


@pytest.fixture
def settings_of(monkeypatch, tmp_path):
    """Make a configuration; what it tells children through the environment is forgotten after the test."""
    monkeypatch.setattr(os, "environ", dict(os.environ))

    def make(**chosen):
        return config.Config(shopkeeper_home=tmp_path, **chosen)

    return make


def test_servers_that_are_configured_are_not_started(settings_of):
    plan = run.plan(settings_of(database_url="postgresql://db/shop", redis_url=""))

    assert (plan.embedded_postgresql, plan.embedded_valkey) == (False, True)


def test_children_learn_the_address_that_the_port_makes(settings_of):
    run.tell_children(settings_of(port=8123))

    assert os.environ["SITE_URL"] == "http://127.0.0.1:8123"


def test_a_configured_address_is_left_alone(settings_of):
    run.tell_children(settings_of(site_url="https://shop.example", allowed_hosts=["shop.example"]))

    assert os.environ.get("SITE_URL") != "http://127.0.0.1:8000"
    assert "ALLOWED_HOSTS" not in os.environ


def test_the_host_that_was_chosen_is_allowed(settings_of):
    run.tell_children(settings_of(host="192.168.1.5"))

    assert "192.168.1.5" in os.environ["ALLOWED_HOSTS"].split(",")


def test_the_greeting_names_the_logins_and_their_password(settings_of):
    said = "\n".join(run.greeting(settings_of(demo_password="tell me", host="0.0.0.0")))

    assert "http://127.0.0.1:8000/admin/" in said
    assert "shopper@shopkeeper.example" in said
    assert "Password: tell me" in said
    assert "set ALLOWED_HOSTS" in said


def test_a_production_shop_has_no_demo_logins(settings_of):
    said = run.greeting(
        settings_of(
            environment="production",
            secret_key="k" * 50,
            database_url="postgresql://db/shop",
            redis_url="redis://r",
        )
    )

    assert not any("Password" in line for line in said)


def test_what_people_wait_for_never_waits_behind_long_work(settings_of):
    queues = {
        process.name: process.command[process.command.index("-Q") + 1]
        for process in run.background_processes(settings_of())
        if "-Q" in process.command
    }

    assert queues == {"worker": "now,soon", "batch": "batch"}


def test_workers_leave_the_cores_to_the_pages(settings_of):
    for process in run.background_processes(settings_of()):
        if "-Q" in process.command:
            assert process.environment == {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
