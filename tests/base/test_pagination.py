"""How much of a list one may ask for at a time."""

import pytest
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from shop.base.api.pagination import LARGEST_PAGE, NewestFirst, PagePagination

PAGINATORS = [PagePagination, NewestFirst]


def size(paginator, query: str) -> int | None:
    return paginator().get_page_size(Request(APIRequestFactory().get(f"/{query}")))


@pytest.mark.parametrize("paginator", PAGINATORS)
def test_a_size_is_given_up_to_the_largest(paginator):
    assert size(paginator, "?page_size=7") == 7
    assert size(paginator, f"?page_size={10**9}") == LARGEST_PAGE
    assert size(paginator, "") == paginator.page_size


@pytest.mark.parametrize("paginator", PAGINATORS)
@pytest.mark.parametrize("text", ["", "null", "0", "-1", "1.5", "1e3", "٣"])
def test_what_is_no_size_is_refused_with_the_way_out(paginator, text):
    with pytest.raises(ValidationError) as refused:
        size(paginator, f"?page_size={text}")

    assert "page_size" in refused.value.detail
    assert str(LARGEST_PAGE) in str(refused.value.detail)
