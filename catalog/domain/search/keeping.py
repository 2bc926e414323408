"""What staff say about searching, written: words of the same meaning, and redirects."""

from django.utils.translation import gettext as _

from catalog.domain import generation
from catalog.domain.search.words import normal
from catalog.models import SearchRedirect, SearchSynonym
from shop.base.errors import InvalidInput


def keep_synonym(synonym: SearchSynonym) -> None:
    """Write words of the same meaning, each once and in small letters. Raises InvalidInput when fewer than two are left."""
    synonym.terms = list(dict.fromkeys(filter(None, (normal(term) for term in synonym.terms))))
    if len(synonym.terms) < 2:
        raise InvalidInput(_("Give two or more different words."), field="terms")
    synonym.save()
    generation.bump()


def keep_redirect(redirect: SearchRedirect) -> None:
    """Write a redirect for a search in its normal form. Raises InvalidInput for one without words or out of the shop."""
    redirect.query = normal(redirect.query)
    if not redirect.query:
        raise InvalidInput(_("Give the search that leads elsewhere."), field="query")
    if not redirect.url.startswith("/") or redirect.url.startswith(("//", "/\\")):
        raise InvalidInput(_("Give an address of this shop: /help/returns/."), field="url")
    redirect.save()
    generation.bump()


def rules_changed() -> None:
    """Have every process read the rules anew, after one was deleted."""
    generation.bump()
