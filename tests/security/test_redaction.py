"""Secrets and card numbers do not get into records; the rest stays readable."""

import pytest

from security.domain.redaction import (
    cleaned,
    is_card_number,
    redacted_parameters,
    redacted_path,
)


@pytest.mark.parametrize(
    "name",
    ["password", "new_password2", "Passwd", "api_key", "apikey", "access_token", "token", "client_secret",
     "csrfmiddlewaretoken", "sessionid", "otp", "code", "card_number", "cvc", "iban", "signature", "Authorization"],
)  # fmt: skip
def test_the_value_of_a_secret_is_hidden_and_its_name_stays(name):
    assert redacted_parameters([(name, "hunter2"), ("q", "mug")]) == f"{name}=[hidden]&q=mug"


def test_ordinary_parameters_stay_readable():
    parameters = [("q", "moss mug"), ("page", "2"), ("postcode", "N1 9GU"), ("author", "ada")]

    assert redacted_parameters(parameters) == "q=moss mug&page=2&postcode=N1 9GU&author=ada"


@pytest.mark.parametrize(
    "written",
    ["4242424242424242", "4242 4242 4242 4242", "4242-4242-4242-4242", "5555.5555.5555.4444", "378282246310005"],
)  # fmt: skip
def test_a_card_number_keeps_its_last_four_digits_only(written):
    digits = written[-4:]

    assert cleaned(f"my card {written} thanks", 500) == f"my card [card …{digits}] thanks"


@pytest.mark.parametrize(
    "number", ["4242424242424241", "1234567890123", "0000000000000000", "9780306406157", "12345678901234567890"]
)  # fmt: skip
def test_other_long_numbers_are_left_alone(number):
    assert cleaned(number, 500) == number


def test_luhn():
    assert is_card_number("4111111111111111")
    assert not is_card_number("4111111111111112")
    assert not is_card_number("4111")


def test_control_characters_are_made_visible_and_text_is_cut():
    assert cleaned("a\x00b\r\nc", 500) == "a\\x00b\\x0d\\x0ac"
    assert cleaned("a" * 600, 500) == "a" * 500


def test_the_token_of_a_route_is_hidden_in_its_path():
    path = redacted_path("/reset/MQ/c3x-9f/", {"uidb64": "MQ", "token": "c3x-9f", "page": 2})

    assert path == "/reset/[hidden]/[hidden]/"
