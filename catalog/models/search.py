"""What search knows besides the products: words of the same meaning, redirects, spellings, and what was learned."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.base.models import Record

LONGEST_QUERY = 100
LONGEST_WORD = 40


class SearchSynonym(Record):
    """Words that mean the same: whoever searches for one finds products that have another."""

    terms = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("words"),
        help_text=_("Two or more words or phrases, separated by commas: sofa, couch, settee."),
    )

    class Meta(Record.Meta):
        verbose_name = _("words of the same meaning")
        verbose_name_plural = _("words of the same meaning")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(terms__len__gte=2), name="synonym_of_two_or_more"),
        ]

    def __str__(self) -> str:
        return ", ".join(self.terms)


class SearchRedirect(Record):
    """A search that leads to a page instead of a list: "returns" to the help."""

    query = models.CharField(
        _("searched for"),
        max_length=LONGEST_QUERY,
        unique=True,
        help_text=_("The whole search, in small letters."),
    )
    url = models.CharField(
        _("leads to"),
        max_length=300,
        help_text=_("An address of this shop, beginning with a slash: /help/returns/."),
    )

    class Meta(Record.Meta):
        verbose_name = _("search redirect")
        verbose_name_plural = _("search redirects")
        ordering = ["query"]
        constraints = [
            models.CheckConstraint(
                condition=Q(url__startswith="/") & ~Q(url__startswith="//"),
                name="search_redirect_stays_in_the_shop",
            ),
            models.CheckConstraint(condition=~Q(query=""), name="search_redirect_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.query} → {self.url}"


class SearchWord(models.Model):
    """A word of the range, with how many products have it: what a misspelt word is compared with."""

    word = models.CharField(_("word"), max_length=LONGEST_WORD, primary_key=True)
    products = models.PositiveIntegerField(_("products"))

    class Meta:
        verbose_name = _("word of the range")
        verbose_name_plural = _("words of the range")
        indexes = [
            GinIndex(fields=["word"], name="search_word_by_likeness", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.word


class PastQuery(models.Model):
    """Something that people searched for and found, offered to those who begin to type it."""

    query = models.CharField(_("searched for"), max_length=LONGEST_QUERY, primary_key=True)
    searches = models.PositiveIntegerField(_("searches"))

    class Meta:
        verbose_name = _("past search")
        verbose_name_plural = _("past searches")
        constraints = [
            models.CheckConstraint(condition=Q(searches__gte=1), name="past_query_was_asked"),
        ]

    def __str__(self) -> str:
        return self.query


class LearnedHit(models.Model):
    """How well a product answers a search, learned from what people clicked and bought after it: 0 to 1."""

    query = models.CharField(_("searched for"), max_length=LONGEST_QUERY)
    product = models.ForeignKey(
        "catalog.Product",
        verbose_name=_("product"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    weight = models.FloatField(_("weight"))
    clicks = models.PositiveIntegerField(_("clicks"), default=0)
    purchases = models.PositiveIntegerField(_("purchases"), default=0)

    class Meta:
        verbose_name = _("learned answer")
        verbose_name_plural = _("learned answers")
        constraints = [
            models.UniqueConstraint(fields=["query", "product"], name="learned_hit_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=1), name="learned_weight_0_to_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.query}: {self.product_id}"
