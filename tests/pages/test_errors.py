"""What goes wrong is said in character: a page to people, a problem document to programs."""

import json

import pytest
from django.db import InterfaceError, OperationalError
from django.urls import reverse

from shop.pages.views import errors

pytestmark = pytest.mark.django_db

API = ("/api/never-was", "/api/v1/never/was/", "/api/v1", "/api")


@pytest.fixture
def breaks(client, monkeypatch):
    """Make every page and every call of the API fail in a given way; the browser gets the answer, not the exception."""
    client.raise_request_exception = False

    def with_(error: Exception) -> None:
        def fail(*_arguments, **_named):
            raise error

        monkeypatch.setattr("shop.pages.views.home.front.collections_in_front", fail)
        monkeypatch.setattr("catalog.api.views.category_tree", fail)

    return with_


def problem_of(response):
    assert response.headers["Content-Type"] == "application/problem+json"
    return json.loads(response.content)


@pytest.mark.parametrize("address", API)
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_programs_get_a_problem_document_where_there_is_nothing(client, address, method):
    response = getattr(client, method)(address)

    document = problem_of(response)
    assert (response.status_code, document["status"]) == (404, 404)
    assert document["code"] == "not_found"
    assert "/api/schema" in document["detail"]


def test_people_get_a_page_where_there_is_nothing(client, sees):
    response = client.get("/apiary/")

    assert response.status_code == 404
    assert "This shelf is empty" in sees(response)


def test_a_fault_of_ours_is_a_problem_document_that_betrays_nothing(client, breaks):
    breaks(ValueError("the secret reason"))

    response = client.get("/api/v1/categories")

    document = problem_of(response)
    assert (response.status_code, document["code"]) == (500, "server_error")
    assert "secret" not in response.content.decode()


def test_a_fault_of_ours_is_a_page_that_asks_no_server(client, breaks, sees, rf):
    breaks(ValueError("the secret reason"))

    response = client.get("/")

    assert response.status_code == 500
    assert "That was us, not you." in sees(response)
    assert "secret" not in response.content.decode()


def test_the_page_for_our_faults_asks_no_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = errors.server_error(rf.get("/"))

    assert response.status_code == 500


@pytest.mark.parametrize("error", [OperationalError("away"), InterfaceError("closed")])
def test_a_database_that_is_away_asks_people_to_try_again(client, breaks, sees, error):
    breaks(error)

    response = client.get("/")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "We are catching our breath" in sees(response)


def test_a_database_that_is_away_asks_programs_to_try_again(client, breaks):
    breaks(OperationalError("away"))

    response = client.get("/api/v1/categories")

    assert problem_of(response)["code"] == "unavailable"
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")


def test_an_unknown_host_is_told_in_a_bare_page(client, settings, sees):
    settings.ALLOWED_HOSTS = ["shop.example"]

    response = client.get("/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert "We could not read that" in sees(response)
    assert "evil.example" not in response.content.decode()


def test_an_unknown_host_is_told_in_a_problem_document(client, settings):
    settings.ALLOWED_HOSTS = ["shop.example"]

    response = client.get("/api/v1/products", headers={"Host": "evil.example"})

    assert (response.status_code, problem_of(response)["code"]) == (400, "bad_request")


def test_a_form_without_its_token_changes_nothing_and_says_so(browser_client, sees):
    response = browser_client.post(reverse("cart-add"), {"variant": "1"})

    assert response.status_code == 403
    assert "Nothing was changed." in sees(response)
    assert "cart" not in response.cookies


def test_programs_read_that_they_may_not(rf):
    document = problem_of(errors.forbidden(rf.get("/api/v1/orders/"), PermissionError()))

    assert document["code"] == "permission_denied"
