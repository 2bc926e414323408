"""Rules about every model: money and quantities are guarded, soft records stay reachable, names are given."""

import pytest
from django.apps import apps
from django.db import models

from shop.base.models import Record, SoftRecord

ROOMS = {
    "base",
    "accounts",
    "notifications",
    "catalog",
    "activity",
    "orders",
    "security",
    "analytics",
    "mlbridge",
}
GUARDED_SUFFIXES = ("_minor", "quantity", "on_hand", "reserved", "_basis_points")
UNSIGNED = (
    models.PositiveIntegerField,
    models.PositiveBigIntegerField,
    models.PositiveSmallIntegerField,
)


def our_models() -> list[type[models.Model]]:
    """Models of the rooms, without the copies that history keeps."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in ROOMS and not hasattr(model, "pgh_tracked_model")
    ]


def columns_named_by_constraints(model: type[models.Model]) -> set[str]:
    """Every column that some check constraint of the model speaks of."""
    named: set[str] = set()
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            text = str(constraint.condition)
            named |= {field.name for field in model._meta.fields if field.name in text}
    return named


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_amount_and_quantity_has_a_check(model):
    named = columns_named_by_constraints(model)
    unguarded = [
        field.name
        for field in model._meta.fields
        if field.name.endswith(GUARDED_SUFFIXES)
        and isinstance(field, models.IntegerField)
        and not isinstance(field, UNSIGNED)
        and field.name not in named
    ]
    derived_by_trigger = (
        {"price_to_minor", "compare_at_minor"} if model.__name__ == "Product" else set()
    )
    assert set(unguarded) - derived_by_trigger == set()


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_constraints_and_indexes_have_names_of_their_own(model):
    names = [constraint.name for constraint in model._meta.constraints]
    names += [index.name for index in model._meta.indexes]
    assert all(name and not name.startswith(model._meta.db_table) for name in names)


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_soft_records_are_still_found_by_the_rows_that_point_to_them(model):
    if issubclass(model, SoftRecord):
        assert model._meta.base_manager_name == "everything"
        assert model._meta.default_manager.name == "objects"


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_records_carry_the_trigger_that_stamps_changes(model):
    if issubclass(model, Record):
        assert "touch_updated_at" in {trigger.name for trigger in model._meta.triggers}


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_text_for_people_can_be_translated(model):
    from django.utils.functional import Promise

    assert isinstance(model._meta.original_attrs.get("verbose_name"), Promise)
