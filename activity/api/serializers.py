"""What programs and pages may report, and how a timeline reads."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers

from activity.domain.visitors import read_visitor
from activity.models import Event
from activity.models.events import LONGEST_QUERY

LARGEST_ID = 2**63 - 1
MOST_FOUND = 10**6
OLDEST_REPORT = timedelta(days=1)
CLOCK_SLACK = timedelta(minutes=2)


class VisitorField(serializers.UUIDField):
    """The number that ``POST /api/activities/session`` gave to a visitor."""

    def to_internal_value(self, data: Any) -> Any:
        visitor = read_visitor(str(data))
        if visitor is None:
            raise serializers.ValidationError(
                _("This is no visitor of ours. POST /api/activities/session gives one.")
            )
        return visitor


class ReportInput(serializers.Serializer[Any]):
    """What every report may say besides what happened. What is validated are arguments of ``events.record()``."""

    at = serializers.DateTimeField(
        required=False, help_text="When it happened, at most a day ago. Now unless given."
    )
    visitor = VisitorField(
        required=False,
        help_text="For programs without cookies; a browser's cookie names its visitor.",
    )

    def validate_at(self, at: Any) -> Any:
        now = timezone.now()
        if at < now - OLDEST_REPORT or at > now + CLOCK_SLACK:
            raise serializers.ValidationError(
                _("Report what happened within the last day; the shop's clock says %(now)s.")
                % {"now": now.isoformat(timespec="seconds")}
            )
        return min(at, now)


class ViewInput(ReportInput):
    """A product was looked at."""

    product_id = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    variant_id = serializers.IntegerField(min_value=1, max_value=LARGEST_ID, required=False)


class ClickInput(ReportInput):
    """A product was clicked; ``place`` says where: the shelf, the mail, the banner."""

    product_id = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    place = serializers.CharField(max_length=LONGEST_QUERY, required=False, source="query")


class SearchInput(ReportInput):
    """Something was searched for."""

    query = serializers.CharField(max_length=LONGEST_QUERY)
    results = serializers.IntegerField(
        min_value=0,
        max_value=MOST_FOUND,
        source="quantity",
        help_text="How many products were found.",
    )


class SessionInput(ReportInput):
    """A visitor came; ``landing`` is the path of the first page."""

    landing = serializers.CharField(max_length=LONGEST_QUERY, required=False, source="query")


class IgnoredSerializer(serializers.Serializer[Any]):
    """One report of a batch that was not kept, by its place in the batch."""

    index = serializers.IntegerField()
    reason = serializers.CharField()


class ReceiptSerializer(serializers.Serializer[Any]):
    """What became of the reports."""

    accepted = serializers.IntegerField()
    ignored = IgnoredSerializer(many=True)


class VisitorSerializer(serializers.Serializer[Any]):
    """The number to report with."""

    visitor = serializers.UUIDField()


class EventSerializer(serializers.ModelSerializer[Event]):
    """One line of a timeline."""

    class Meta:
        model = Event
        fields = [
            "id",
            "at",
            "kind",
            "product_id",
            "variant_id",
            "order_number",
            "query",
            "quantity",
            "value_minor",
        ]
        read_only_fields = fields
