"""Recommendations, training, and what was learned, for programs."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from accounts.models import User
from catalog.queries import cards_of_ids
from mlbridge.api.permissions import (
    MayExport,
    MayRetrain,
    MaySeeModels,
    MaySeeRecommendations,
)
from mlbridge.api.serializers import (
    BehaviourSerializer,
    HealthSerializer,
    JobSerializer,
    RecommendationsQuery,
    RecommendationsSerializer,
    RetrainInput,
    TrainingDataQuery,
    TrendQuery,
    TrendSerializer,
)
from mlbridge.domain import behaviour, export, health, recommend, retraining, sales
from mlbridge.domain.recommend import Recommended
from mlbridge.domain.sales import SalesTrend
from mlbridge.models import ModelVersion, RetrainRequest
from shop.base.errors import NotFound

TAGS = ["learning"]


class Recommendations(APIView):
    """What to show a customer: ranked products in stock, each with its reason; never empty while anything is in stock."""

    permission_classes = [MaySeeRecommendations]

    @extend_schema(
        tags=TAGS,
        parameters=[RecommendationsQuery],
        responses=RecommendationsSerializer,
        examples=[
            OpenApiExample(
                "Two products",
                response_only=True,
                value={
                    "user_id": 7,
                    "results": [
                        {
                            "product_id": 31,
                            "name": "Speckled mug",
                            "url": "/products/speckled-mug",
                            "price_from_minor": 1400,
                            "currency": "GBP",
                            "reason": "Because you looked at Stoneware bowl",
                            "shelf": "because_viewed",
                            "score": 3.2,
                        },
                        {
                            "product_id": 12,
                            "name": "Linen tea towel",
                            "url": "/products/linen-tea-towel",
                            "price_from_minor": 900,
                            "currency": "GBP",
                            "reason": "Popular this week",
                            "shelf": "trending",
                            "score": 18.0,
                        },
                    ],
                },
            )
        ],
    )
    def get(self, request: Request, user_id: int) -> Response:
        asked = _validated(RecommendationsQuery, request.query_params)
        if not User.objects.filter(pk=user_id).exists():
            raise NotFound("There is no such customer.")
        shown = _shelf(asked["shelf"], user_id, asked["limit"])
        return Response(
            RecommendationsSerializer({"user_id": user_id, "results": _with_products(shown)}).data
        )


class Retrain(APIView):
    """Trains models anew in a worker. A better version serves when it is ready."""

    permission_classes = [MayRetrain]

    @extend_schema(
        tags=TAGS,
        request=RetrainInput,
        responses={202: JobSerializer},
        examples=[
            OpenApiExample(
                "Two models",
                request_only=True,
                value={"names": ["because_viewed", "trending"]},
            )
        ],
    )
    def post(self, request: Request) -> Response:
        asked = _validated(RetrainInput, request.data)
        job = retraining.ask(asked["names"], by=request.user.pk)
        return Response(_job(job), status=status.HTTP_202_ACCEPTED)


class Job(APIView):
    """How far a training has come, and what became of each model."""

    permission_classes = [MayRetrain]

    @extend_schema(tags=TAGS, responses=JobSerializer)
    def get(self, request: Request, job_id: Any) -> Response:
        job = get_object_or_404(RetrainRequest.objects.select_related("run"), pk=job_id)
        return Response(_job(job))


class TrainingData(APIView):
    """Training data as JSON lines: the first line tells schema, period and snapshot; then one row a line."""

    permission_classes = [MayExport]

    @extend_schema(
        tags=TAGS,
        parameters=[TrainingDataQuery],
        responses={
            (200, "application/x-ndjson"): OpenApiResponse(
                response=bytes,
                description="One JSON object a line.",
                examples=[
                    OpenApiExample(
                        "Interactions",
                        value=(
                            '{"schema":1,"kind":"interactions","snapshot":"5f0c9a7d3b1e2f48",…}\n'
                            '{"person":"user:7","product_id":31,"kind":"view","quantity":1,…}\n'
                        ),
                    )
                ],
            )
        },
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        asked = _validated(TrainingDataQuery, request.query_params)
        wanted = export.prepare(asked["kind"], asked.get("since"), asked.get("until"))
        response = StreamingHttpResponse(export.lines(wanted), content_type="application/x-ndjson")
        response["Content-Disposition"] = f'attachment; filename="{wanted.kind}.ndjson"'
        response["X-Snapshot"] = wanted.snapshot
        return response


class UserBehaviour(APIView):
    """What a customer did and bought, the segment that they belong to, and where they stand in it."""

    permission_classes = [MaySeeRecommendations]

    @extend_schema(tags=TAGS, responses=BehaviourSerializer)
    def get(self, request: Request, user_id: int) -> Response:
        return Response(BehaviourSerializer(behaviour.of_person(user_id)).data)


class TrendAnalysis(APIView):
    """Sales of the shop, a category or a product: level, trend, season of the week, forecast, and what moves most."""

    permission_classes = [MaySeeModels]

    @extend_schema(tags=TAGS, parameters=[TrendQuery], responses=TrendSerializer)
    def get(self, request: Request) -> Response:
        asked = _validated(TrendQuery, request.query_params)
        analysed = sales.analyse(
            days=asked["days"],
            grain=asked["grain"],
            horizon=asked["horizon"],
            product_id=asked.get("product"),
            category_id=asked.get("category"),
        )
        return Response(TrendSerializer(_trend(analysed)).data)


class MlHealth(APIView):
    """Which version of each model serves and how old it is."""

    permission_classes = [MaySeeModels]

    @extend_schema(tags=TAGS, responses=HealthSerializer)
    def get(self, request: Request) -> Response:
        return Response(HealthSerializer(health.check()).data)


def _validated(kind: type[Serializer[Any]], data: Any) -> dict[str, Any]:
    serializer = kind(data=data)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def _shelf(name: str, user_id: int, limit: int) -> list[Recommended]:
    if name == "buy_again":
        return recommend.buy_again(user_id, limit)
    if name == "trending":
        return recommend.trending(limit)
    return recommend.for_person(user_id, limit=limit)


def _with_products(shown: list[Recommended]) -> list[dict[str, Any]]:
    cards = {card.product_id: card for card in cards_of_ids([one.product_id for one in shown])}
    return [
        {
            "product_id": one.product_id,
            "name": card.name,
            "url": card.url,
            "price_from_minor": card.price_from_minor,
            "currency": card.currency,
            "reason": one.reason,
            "shelf": one.shelf,
            "score": one.score,
        }
        for one in shown
        if (card := cards.get(one.product_id))
    ]


def _job(job: RetrainRequest) -> dict[str, Any]:
    versions = ModelVersion.objects.filter(run=job.run_id).order_by("pk") if job.run_id else ()
    document: dict[str, Any] = JobSerializer(
        {
            "id": job.pk,
            "names": job.names,
            "state": job.state,
            "progress_percent": job.progress_percent,
            "requested_at": job.requested_at,
            "finished_at": job.finished_at,
            "error": job.error,
            "models": versions,
        }
    ).data
    return document


def _trend(analysed: SalesTrend) -> dict[str, Any]:
    trend = analysed.trend
    return {
        "currency": settings.SHOP_CURRENCY,
        "level_minor": round(trend.level),
        "change_percent": trend.change_percent,
        "weekday_factors": trend.weekdays,
        "forecast_error_percent": trend.error_percent,
        "points": analysed.points,
        "forecast": [
            {
                "day": analysed.forecast_from + timedelta(days=step),
                "revenue_minor": round(expected.value),
                "low_minor": round(expected.low),
                "high_minor": round(expected.high),
            }
            for step, expected in enumerate(trend.forecast)
        ],
        "movers_up": analysed.up,
        "movers_down": analysed.down,
    }
