"""Reports of what people do, and a person's timeline."""

from typing import Any
from uuid import uuid4

from drf_spectacular.utils import OpenApiResponse, PolymorphicProxySerializer, extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import ListSerializer
from rest_framework.views import APIView

from activity import queries
from activity.api.permissions import MaySeeTimeline
from activity.api.serializers import (
    ClickInput,
    EventSerializer,
    ReceiptSerializer,
    ReportInput,
    SearchInput,
    SessionInput,
    ViewInput,
    VisitorSerializer,
)
from activity.domain import events, products
from activity.domain.visitors import Source, give_cookie, source_of
from activity.models import Event, EventKind, EventQuerySet
from shop.base.api.pagination import NewestFirst

LARGEST_BATCH = 100
UNKNOWN_PRODUCT = "unknown_product"


class ReportView(APIView):
    """Takes one report or a list of up to a hundred, from anybody. A malformed one refuses the whole list."""

    permission_classes = [AllowAny]
    serializer_class: type[ReportInput]
    kind: EventKind

    def post(self, request: Request) -> Response:
        """Keep the reports. One that names no product on sale is ignored, and the answer says so."""
        reports = self.read(request.data)
        response = Response(status=status.HTTP_202_ACCEPTED)
        source = known_source(request, reports, response)
        real = products.on_sale(one["product_id"] for one in reports if "product_id" in one)
        ignored = []
        for index, report in enumerate(reports):
            if "product_id" in report and report["product_id"] not in real:
                ignored.append({"index": index, "reason": UNKNOWN_PRODUCT})
            else:
                self.keep(report, source)
        response.data = {"accepted": len(reports) - len(ignored), "ignored": ignored}
        return response

    def read(self, data: Any) -> list[dict[str, Any]]:
        """The reports in a body. Raises ValidationError naming each wrong place."""
        if isinstance(data, list):
            batch: ListSerializer[Any] = ListSerializer(
                child=self.serializer_class(),
                data=data,
                allow_empty=False,
                max_length=LARGEST_BATCH,
            )
            batch.is_valid(raise_exception=True)
            return list(batch.validated_data)
        single = self.serializer_class(data=data)
        single.is_valid(raise_exception=True)
        return [single.validated_data]

    def keep(self, report: dict[str, Any], source: Source) -> None:
        """Remember one report."""
        visitor = report.pop("visitor", source.visitor)
        events.record(
            self.kind,
            visitor=visitor,
            user_id=source.user_id,
            is_bot=source.is_bot,
            **report,
        )


def known_source(request: Request, reports: list[dict[str, Any]], response: Response) -> Source:
    """Who reports; a browser without a number gets one, unless its reports name their visitors themselves."""
    source = source_of(request)
    if source.visitor or source.is_bot or all("visitor" in report for report in reports):
        return source
    visitor = uuid4()
    give_cookie(response, visitor)
    return source._replace(visitor=visitor)


def one_or_many(serializer: type[ReportInput]) -> PolymorphicProxySerializer:
    """A body that is one report or a list of them, for the OpenAPI document."""
    name = serializer.__name__.removesuffix("Input")
    return PolymorphicProxySerializer(
        component_name=f"{name}Reports",
        serializers=[serializer, serializer(many=True)],
        resource_type_field_name=None,
        many=False,
    )


RECEIPT = {202: ReceiptSerializer}


@extend_schema(request=one_or_many(ViewInput), responses=RECEIPT, tags=["activities"])
class ReportProductView(ReportView):
    """Products were looked at."""

    serializer_class = ViewInput
    kind = EventKind.VIEW


@extend_schema(request=one_or_many(ClickInput), responses=RECEIPT, tags=["activities"])
class ReportClick(ReportView):
    """Products were clicked."""

    serializer_class = ClickInput
    kind = EventKind.CLICK


@extend_schema(request=one_or_many(SearchInput), responses=RECEIPT, tags=["activities"])
class ReportSearch(ReportView):
    """Something was searched for."""

    serializer_class = SearchInput
    kind = EventKind.SEARCH


class BeginSession(APIView):
    """A visitor comes, and gets the number to report with."""

    permission_classes = [AllowAny]

    @extend_schema(
        request=SessionInput,
        responses={201: OpenApiResponse(VisitorSerializer, description="The visitor's number.")},
        tags=["activities"],
    )
    def post(self, request: Request) -> Response:
        """Begin a session. The number comes as a cookie too; a known visitor keeps theirs."""
        report = SessionInput(data=request.data)
        report.is_valid(raise_exception=True)
        said = dict(report.validated_data)
        source = source_of(request)
        visitor = said.pop("visitor", source.visitor) or uuid4()
        events.record(
            EventKind.SESSION,
            visitor=visitor,
            user_id=source.user_id,
            is_bot=source.is_bot,
            **said,
        )
        response = Response({"visitor": str(visitor)}, status=status.HTTP_201_CREATED)
        give_cookie(response, visitor)
        return response


class TimelinePages(NewestFirst):
    """Newest events first."""

    ordering = ("-at", "-id")


@extend_schema(tags=["activities"])
class Timeline(ListAPIView[Event]):
    """What a person did, newest first, with what they did before signing in."""

    permission_classes = [MaySeeTimeline]
    serializer_class = EventSerializer
    pagination_class = TimelinePages
    queryset = Event.objects.none()

    def get_queryset(self) -> EventQuerySet:
        return queries.timeline(self.kwargs["user_id"])
