"""Who is answered what by the API: every operation of the OpenAPI document, and everybody who may ask.

The table is ``authorization.txt``. An operation that does not stand in it fails the test, which then says the line to add;
add it only after asking of every figure whether it is right.
"""

from pathlib import Path

import pytest

from tests.house.asking import ACTORS, codes_of, furnish, operations

TABLE = Path(__file__).with_name("authorization.txt")
WIDTH = 45


def line_of(method: str, path: str, codes: list[int]) -> str:
    """One row of the table."""
    name = f"{method:<6} {path.removeprefix('/api/v1')}"
    return f"{name:<{WIDTH}}" + "".join(f"{code:>10}" for code in codes)


@pytest.mark.django_db
def test_every_operation_answers_everybody_as_the_table_says():
    shop = furnish()
    seen = [line_of(method, path, codes_of(shop, method, path)) for method, path in operations()]

    stated = TABLE.read_text(encoding="utf-8").splitlines()
    assert stated[0].split() == ["operation", *ACTORS]
    assert sorted(seen) == sorted(stated[1:])
