"""What the room needs from above: who has bought what."""

from typing import Protocol


class PurchaseHistory(Protocol):
    """Knows what people have bought. Plugged in by a room above; a review says "bought here" by it."""

    def has_bought(self, user_id: int, product_id: int) -> bool:
        """Whether the person has paid for any variant of the product."""
        ...


class NobodyBought:
    """Without orders nobody has bought anything."""

    def has_bought(self, user_id: int, product_id: int) -> bool:
        """Never."""
        return False


_purchase_history: PurchaseHistory = NobodyBought()


def plug_purchase_history(history: PurchaseHistory) -> None:
    """Ask another room from now on, in this process."""
    global _purchase_history  # noqa: PLW0603 - the one place where the port is filled
    _purchase_history = history


def purchase_history() -> PurchaseHistory:
    """Who is asked now."""
    return _purchase_history
