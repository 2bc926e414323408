"""Items that are made by a thread of its own while the caller works."""

import threading

import pytest

from shop.base.ahead import made_ahead


def test_the_items_come_in_their_order():
    assert list(made_ahead(range(100), most=3)) == list(range(100))


def test_no_items_are_no_items():
    assert list(made_ahead([])) == []


def test_the_next_item_is_made_while_the_caller_has_the_last_one():
    second_is_made = threading.Event()

    def items():
        yield 1
        second_is_made.set()
        yield 2

    made = made_ahead(items())
    assert next(made) == 1
    assert second_is_made.wait(5)
    assert list(made) == [2]


def test_what_making_an_item_raises_is_raised_in_its_turn():
    def items():
        yield 1
        raise ValueError("no second")

    made = made_ahead(items())
    assert next(made) == 1
    with pytest.raises(ValueError, match="no second"):
        next(made)


def test_nothing_is_made_any_more_when_the_caller_stops():
    made_so_far = []

    def items():
        for number in range(1000):
            made_so_far.append(number)
            yield number

    made = made_ahead(items(), most=2)
    next(made)
    made.close()

    assert len(made_so_far) <= 4
    assert threading.active_count() == 1 or not any(
        thread.name.endswith("(_make)") for thread in threading.enumerate()
    )
