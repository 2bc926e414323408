"""Django's own signals: roles follow the permissions that a migration may have brought."""

from typing import Any

from accounts.domain.roles import ensure_roles


def after_migrate(**kwargs: Any) -> None:
    """Permissions exist only once the last room has migrated; running more often changes nothing."""
    ensure_roles()
