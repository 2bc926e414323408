"""Who may see what people did."""

from accounts.models import User

SEE_EVERYONES_EVENTS = "activity.view_event"


def may_see_timeline(user: User, user_id: int) -> bool:
    """People see their own timeline, staff with the permission everybody's."""
    return user.pk == user_id or (user.is_staff and user.has_perm(SEE_EVERYONES_EVENTS))
