"""Several people rearrange the categories at once: the tree stays whole."""

from collections.abc import Callable
from functools import partial

import pytest

from catalog.domain import tree
from catalog.models import Category
from tests.concurrency.races import at_once
from tests.factories.catalog import make_category

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def test_moves_at_once_leave_a_whole_tree():
    tops = [make_category(f"Top {number}") for number in range(4)]
    leaves = [make_category(parent=top) for top in tops for _leaf in range(3)]
    calls: list[Callable[[], object]] = [
        partial(tree.move_under, leaf, tops[place % 4]) for place, leaf in enumerate(leaves)
    ]
    calls += [partial(tree.move_up, top) for top in tops]
    calls += [
        partial(tree.add_category, Category(name=f"New {n}", slug=f"new-{n}")) for n in range(4)
    ]

    outcomes = at_once(calls)

    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert Category.objects.find_problems() == ([], [], [], [], [])
    assert Category.objects.count() == 20


def test_two_that_are_put_below_each_other_at_once_make_no_loop():
    kitchen, garden = make_category("Kitchen"), make_category("Garden")

    outcomes = at_once(
        [partial(tree.move_under, kitchen, garden), partial(tree.move_under, garden, kitchen)]
    )

    assert sum(isinstance(one, Exception) for one in outcomes) == 1
    assert Category.objects.find_problems() == ([], [], [], [], [])
