"""The search page, its suggestions, and the searches that people keep."""

import pytest
from django.urls import reverse

from activity.models import EventKind, SavedSearch
from catalog.domain.search import keeping, spelling
from catalog.models import SearchRedirect
from tests.factories.accounts import make_user
from tests.factories.catalog import make_category, make_product, make_variant
from tests.office import staff_browser

pytestmark = pytest.mark.django_db


def sold(name, **fields):
    product = make_product(name, **fields)
    make_variant(product=product)
    return product


def test_a_corrected_search_says_so_and_offers_the_words_as_typed(client, sees):
    sold("Walnut headphones")
    spelling.refresh_words()

    answer = client.get(reverse("search"), {"q": "hedphones"})

    assert "Showing headphones ." in sees(answer)
    assert "/search/?q=hedphones&amp;as=typed" in answer.content.decode()
    assert "Nothing found" in sees(client.get("/search/?q=hedphones&as=typed"))


def test_some_of_the_words_are_announced_as_such(client, sees):
    sold("Enamel mug")

    text = sees(client.get(reverse("search"), {"q": "gigantic mug"}))

    assert "Nothing here has all of these words; these have some of them." in text


def test_a_redirect_leads_to_its_page(client):
    keeping.keep_redirect(SearchRedirect(query="Returns?", url="/help/returns/"))

    answer = client.get(reverse("search"), {"q": "RETURNS"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/help/returns/")


def test_who_finds_nothing_is_shown_categories_that_are_near(client, sees):
    make_category("Hot drinks", description="For tea and coffee")

    text = sees(client.get(reverse("search"), {"q": "saucer for coffee"}))

    assert "Hot drinks" in text


def test_only_staff_see_why_a_product_stands_where_it_does(client, sees):
    sold("Fluted mug")
    asked = {"q": "mug", "explain": "1"}

    for_staff = sees(staff_browser("catalogue").get(reverse("search"), asked))

    assert "its name has all the words" in for_staff
    assert "its name has all the words" not in sees(client.get(reverse("search"), asked))


def test_a_click_on_a_result_is_remembered_with_its_search(client, monkeypatch):
    mug = sold("Fluted mug")
    recorded = []
    monkeypatch.setattr(
        "shop.pages.caching.events.record",
        lambda kind, **details: recorded.append(
            (kind, details["product_id"], details.get("query"))
        ),
    )

    for _once_rendered_once_kept in range(2):
        client.get(mug.get_absolute_url(), headers={"referer": "http://testserver/search/?q=Mug+"})

    clicked = (EventKind.CLICK, mug.pk, "Mug")
    assert recorded == [(EventKind.VIEW, mug.pk, None), clicked] * 2


@pytest.mark.parametrize(
    "referrer",
    [
        "",
        "http://elsewhere.example/search/?q=mug",
        "http://testserver/c/x/?q=/search/",
        "http://[/search/",
    ],
)
def test_whoever_comes_from_elsewhere_has_not_clicked_a_result(client, monkeypatch, referrer):
    mug = sold("Fluted mug")
    recorded = []
    monkeypatch.setattr(
        "shop.pages.caching.events.record", lambda kind, **details: recorded.append(kind)
    )

    client.get(mug.get_absolute_url(), headers={"referer": referrer})

    assert recorded == [EventKind.VIEW]


def test_suggestions_are_a_fragment_of_links(client, sees):
    mug = sold("Fluted <mug>")

    answer = client.get(reverse("search-suggestions"), {"q": "flu"})

    assert "Fluted &lt;mug&gt;" in answer.content.decode()
    assert mug.get_absolute_url() in answer.content.decode()
    assert client.get(reverse("search-suggestions"), {"q": "f"}).content.strip() == b""


def test_a_search_is_kept_silenced_and_removed(client):
    ada = make_user()
    client.force_login(ada)

    client.post(reverse("keep-search"), {"q": "Wool  RUG"})
    kept = SavedSearch.objects.get()
    client.post(reverse("account-search", args=[kept.pk]), {"action": "rest"})
    kept.refresh_from_db()

    assert (kept.user_id, kept.words, kept.is_watched) == (ada.pk, "wool rug", False)
    client.post(reverse("account-search", args=[kept.pk]), {"action": "forget"})
    assert SavedSearch.objects.count() == 0


def test_nobody_changes_what_somebody_else_keeps(client):
    kept = SavedSearch.objects.create(user=make_user(), words="rug")
    client.force_login(make_user())

    client.post(reverse("account-search", args=[kept.pk]), {"action": "forget"})

    assert SavedSearch.objects.filter(pk=kept.pk).exists()


def test_whoever_is_not_signed_in_is_asked_to(client):
    assert client.post(reverse("keep-search"), {"q": "rug"}).status_code == 302
    assert SavedSearch.objects.count() == 0
