"""Who may do what to whom: ranks, the one check, and what staff do to people's accounts.

Ranks stand in one table. Nobody changes a person of their own rank or above, nor gives a role that is not below their own;
super admins may do both, but the last of them stays.
"""

from collections.abc import Mapping
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser, Group
from django.db import transaction

from accounts.domain.access import sign_out_everywhere
from accounts.errors import AboveYourRank, LastSuperAdmin
from accounts.models import RoleChange, User
from shop.base.errors import InvalidInput, NotAllowed

SUPER_ADMIN, ADMIN = "super_admin", "admin"
# Every other role, also one that the shop made itself, stands where a moderator does.
USER_RANK, MODERATOR_RANK, ADMIN_RANK, SUPER_ADMIN_RANK = 10, 20, 30, 40
RANK_OF_ROLE: Mapping[str, int] = {ADMIN: ADMIN_RANK, SUPER_ADMIN: SUPER_ADMIN_RANK}
# What everybody may do with what is their own.
ON_ONES_OWN = frozenset({"accounts.view_user", "accounts.view_address", "accounts.change_address"})


def can(actor: User | AnonymousUser, power: str, *, owner: User | None = None) -> bool:
    """Whether a person holds a power over everybody's data or, where it is theirs, over this."""
    if not actor.is_authenticated or not actor.is_active:
        return False
    return actor.has_perm(power) or (owner == actor and power in ON_ONES_OWN)


def rank_of(user: User) -> int:
    """How high a person stands: the rank of their highest role."""
    if user.is_superuser:
        return SUPER_ADMIN_RANK
    roles = [group.name for group in user.groups.all()]
    floor = MODERATOR_RANK if user.is_staff else USER_RANK
    return max([floor, *(RANK_OF_ROLE.get(role, MODERATOR_RANK) for role in roles)])


def outranks(actor: User, target: User) -> bool:
    """Whether one may change the other. Super admins may change each other."""
    mine = rank_of(actor)
    return mine == SUPER_ADMIN_RANK or mine > rank_of(target)


def check_may_change(actor: User, target: User, power: str = "accounts.change_user") -> None:
    """Raises NotAllowed without the power, AboveYourRank for a person who stands as high."""
    if not can(actor, power):
        raise NotAllowed("You may not change people.")
    if not outranks(actor, target):
        raise AboveYourRank


@transaction.atomic
def give_role(actor: User, target: User, role: str) -> None:
    """Give a role; giving it again changes nothing. Raises what ``_check_may_give`` raises."""
    _check_may_give(actor, target, role)
    if role in roles_of(target):
        return
    if role == SUPER_ADMIN:
        target.is_superuser = True
    else:
        target.groups.add(Group.objects.get(name=role))
    target.is_staff = True
    target.save(update_fields=["is_superuser", "is_staff", "updated_at"])
    note_role_change(actor, target, role, RoleChange.Kind.GIVEN)


@transaction.atomic
def take_role(actor: User, target: User, role: str) -> None:
    """Take a role away, and end the person's sign-ins. Raises also LastSuperAdmin."""
    _check_may_give(actor, target, role)
    if role not in roles_of(target):
        return
    if role == SUPER_ADMIN:
        keep_a_super_admin(target)
        target.is_superuser = False
    else:
        target.groups.remove(Group.objects.get(name=role))
    target.is_staff = target.is_superuser or target.groups.exists()
    target.save(update_fields=["is_superuser", "is_staff", "updated_at"])
    note_role_change(actor, target, role, RoleChange.Kind.TAKEN)
    sign_out_everywhere(target, reason="role taken")


@transaction.atomic
def lock(actor: User, target: User) -> None:
    """Let a person sign in no more, and end what is signed in."""
    check_may_change(actor, target)
    keep_a_super_admin(target)
    target.is_active = False
    target.save(update_fields=["is_active", "updated_at"])
    sign_out_everywhere(target, reason="locked")


def unlock(actor: User, target: User) -> None:
    """Let a person sign in again."""
    check_may_change(actor, target)
    target.is_active = True
    target.save(update_fields=["is_active", "updated_at"])


def sign_out(actor: User, target: User) -> None:
    """End every sign-in of a person."""
    check_may_change(actor, target)
    sign_out_everywhere(target, reason="staff")


@transaction.atomic
def make_password_void(actor: User, target: User) -> None:
    """The password opens nothing any more and every sign-in ends; only a new password by mail leads back."""
    check_may_change(actor, target)
    target.set_unusable_password()
    target.save(update_fields=["password", "updated_at"])
    sign_out_everywhere(target, reason="password made void")


@transaction.atomic
def add_person(actor: User, email: str, full_name: str = "") -> User:
    """A person without a password, who chooses one by mail. Raises NotAllowed, and InvalidInput for a known email."""
    if not can(actor, "accounts.add_user"):
        raise NotAllowed("You may not add people.")
    if User.objects.filter(email=email.strip().lower()).exists():
        raise InvalidInput("Somebody with this address is known already.", field="email")
    user = User.objects.create_user(email, None, full_name=full_name)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    return user


def keep_a_super_admin(target: User) -> None:
    """Raises LastSuperAdmin when nobody but this person could run the shop. Others who remove one wait here."""
    # A list takes the locks; whoever waited for them sees what the other has left.
    bosses = list(
        User.objects.select_for_update().filter(is_superuser=True, is_active=True).order_by("pk")
    )
    if bosses == [target]:
        raise LastSuperAdmin


def is_last_super_admin(user: User) -> bool:
    """Whether nobody but this person could run the shop."""
    bosses = User.objects.filter(is_superuser=True, is_active=True)
    return user.is_superuser and not bosses.exclude(pk=user.pk).exists()


def roles_of(user: User) -> list[str]:
    """The names of a person's roles."""
    names = sorted(group.name for group in user.groups.all())
    return [SUPER_ADMIN, *names] if user.is_superuser else names


def note_role_change(actor: Any, target: User, role: str, kind: str) -> None:
    """Keep who gave or took what."""
    RoleChange.objects.create(actor=actor, user=target, role=role, kind=kind)


def _check_may_give(actor: User, target: User, role: str) -> None:
    """Raises InvalidInput for a role that does not exist, NotAllowed, and AboveYourRank for the person or the role."""
    if role != SUPER_ADMIN and not Group.objects.filter(name=role).exists():
        raise InvalidInput("There is no such role.", field="role")
    check_may_change(actor, target, "accounts.give_roles")
    mine = rank_of(actor)
    if mine != SUPER_ADMIN_RANK and RANK_OF_ROLE.get(role, MODERATOR_RANK) >= mine:
        raise AboveYourRank
