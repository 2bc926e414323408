"""The tree of categories: grown, moved and pruned, one change at a time."""

from collections.abc import Collection

from django.db import IntegrityError, connection, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from catalog.domain import generation
from catalog.errors import CategoryInUse, SlugTaken, WouldLoop
from catalog.models import Category, Product
from shop.base.errors import InvalidInput

TREE_LOCK = 7_310_244


@transaction.atomic
def add_category(category: Category, *, under: Category | None = None) -> None:
    """Write a new category, the last one below ``under`` (at the top without it). Raises SlugTaken or InvalidInput."""
    _one_change_at_a_time()
    category.slug = category.slug or slugify(category.name)[:120]
    if not category.slug:
        raise InvalidInput(_("Give an address: the name has no letters for one."), field="slug")
    try:
        with transaction.atomic():
            if under:
                Category.objects.add_child(_fresh(under), instance=category)
            else:
                Category.objects.add_root(instance=category)
    except IntegrityError as error:
        raise _slug_taken() from error


def change_category(category: Category, columns: Collection[str]) -> None:
    """Write these columns of a category. Its place in the tree is never among them: only the moves change that.

    A whole save() would write back the place that was read, and undo a move of somebody else.
    """
    try:
        with transaction.atomic():
            category.save(update_fields=set(columns) - {"path", "depth", "numchild"})
    except IntegrityError as error:
        raise _slug_taken() from error


@transaction.atomic
def move_under(category: Category, parent: Category | None) -> Category:
    """Make a category the last one below another, with everything below it; at the top without a parent.

    Where it stands there already nothing moves. Raises WouldLoop for itself or a category below it.
    """
    _one_change_at_a_time()
    node, target = _fresh(category), _fresh(parent) if parent else None
    if target and target.path.startswith(node.path):
        raise WouldLoop(
            _("A category cannot stand below itself or one of its own."), field="parent"
        )
    if _above(node) == (target.path if target else ""):
        return node
    if target:
        Category.objects.move(node, target, "last-child")
    else:
        Category.objects.move(node, Category.objects.filter(depth=1).last(), "last-sibling")
    return _moved(node)


def move_up(category: Category) -> Category:
    """Let a category change places with the one before it under the same parent; the first one stays."""
    return _swap(category, "left")


def move_down(category: Category) -> Category:
    """Let a category change places with the one after it under the same parent; the last one stays."""
    return _swap(category, "right")


@transaction.atomic
def remove(category: Category) -> None:
    """Delete an empty category. Raises CategoryInUse when something stands in it, also if it was put away."""
    _one_change_at_a_time()
    node = _fresh(category)
    if why := in_use(node):
        raise CategoryInUse(why)
    Category.objects.filter(pk=node.pk).delete()


def in_use(category: Category) -> str:
    """Why a category cannot be deleted, in words; empty when it can."""
    if category.numchild:
        return _("%(name)s has sub-categories. Move them first, or hide it.") % {
            "name": category.name
        }
    if Product.everything.filter(category=category).exists():
        return _("%(name)s has products, deleted ones counted. Move them first, or hide it.") % {
            "name": category.name
        }
    return ""


@transaction.atomic
def _swap(category: Category, side: str) -> Category:
    _one_change_at_a_time()
    node = _fresh(category)
    siblings = Category.objects.filter(depth=node.depth, path__startswith=_above(node))
    neighbour = (
        siblings.filter(path__lt=node.path).last()
        if side == "left"
        else siblings.filter(path__gt=node.path).first()
    )
    if neighbour is None:
        return node
    Category.objects.move(node, neighbour, side)
    return _moved(node)


def _above(node: Category) -> str:
    """The path of the parent; empty at the top."""
    return str(node.path[: -Category.steplen])


def _one_change_at_a_time() -> None:
    """A move rewrites the places of whole branches, so two of them wait for each other until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TREE_LOCK])


def _fresh(category: Category) -> Category:
    """The category where it stands now, not where it was read."""
    found: Category = Category.objects.get(pk=category.pk)
    return found


def _moved(node: Category) -> Category:
    # The moves are update()s, which send no signal.
    generation.bump()
    return _fresh(node)


def slug_is_taken(slug: str, *, besides: int = 0) -> bool:
    """Whether another category has this address."""
    return bool(Category.objects.filter(slug=slug).exclude(pk=besides).exists())


def _slug_taken() -> SlugTaken:
    return SlugTaken(_("Another category has this address. Choose another one."), field="slug")
