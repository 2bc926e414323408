"""Who may see what was learned, and who may change what serves."""

from accounts.models import User

RETRAIN = "mlbridge.retrain_models"
SEE_MODELS = "mlbridge.view_modelversion"
SEE_SHELVES = "mlbridge.view_recommendation"
EXPORT = "mlbridge.export_training_data"


def may_see_recommendations(user: User, user_id: int) -> bool:
    """People see what is recommended to themselves, staff with the permission what is to everybody."""
    return user.pk == user_id or (user.is_staff and user.has_perm(SEE_SHELVES))


def may_see_models(user: User) -> bool:
    return user.is_staff and user.has_perm(SEE_MODELS)


def may_retrain(user: User) -> bool:
    return user.is_staff and user.has_perm(RETRAIN)


def may_export(user: User) -> bool:
    return user.is_staff and user.has_perm(EXPORT)
