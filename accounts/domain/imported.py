"""Customers who come with their history from another system."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from accounts.models import User

BATCH = 1000


@dataclass(frozen=True, slots=True)
class ImportedCustomer:
    """A customer of another system. Cannot sign in until they reset the password."""

    email: str
    full_name: str
    joined_at: datetime


def ensure_customers(customers: Iterable[ImportedCustomer]) -> dict[str, int]:
    """The user ids of these customers by email; makes those that are missing and changes none that exist."""
    wanted = {customer.email: customer for customer in customers}
    unusable = make_password(None)
    User.objects.bulk_create(
        [
            User(
                email=customer.email,
                full_name=customer.full_name,
                date_joined=customer.joined_at,
                password=unusable,
            )
            for customer in wanted.values()
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    return dict(User.objects.filter(email__in=list(wanted)).values_list("email", "pk"))
