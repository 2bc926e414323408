"""What the room forgets by itself."""

from accounts.domain import data, risk


def clean() -> dict[str, int]:
    """Erase the accounts that are due, and forget old copies and old sign-ins. Returns how many of each."""
    return {
        **data.erase_due(),
        "copies": data.forget_old_copies(),
        "sign_ins": risk.forget_old_sign_ins(),
    }
