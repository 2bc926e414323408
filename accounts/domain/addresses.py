"""A person's addresses, of which one is used first."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import Address, User


@transaction.atomic
def keep_address(user: User, values: Mapping[str, Any], address: Address | None = None) -> Address:
    """Keep a new address of a person, or change one. An address that becomes the first one takes the place of the other."""
    # Two requests for the first place wait here for each other.
    User.objects.select_for_update().get(pk=user.pk)
    address = address or Address(user=user)
    for name, value in values.items():
        setattr(address, name, value)
    if address.is_default:
        Address.objects.filter(user=user, is_default=True).exclude(pk=address.pk).update(
            is_default=False
        )
    address.save()
    return address
