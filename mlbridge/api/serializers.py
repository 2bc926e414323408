"""What programs may ask of the learning, and how its answers read."""

from typing import Any

from rest_framework import serializers

from mlbridge.domain import export, forecast, sales

MOST_RECOMMENDED = 24
SHELVES = ("for_you", "buy_again", "trending")


class RecommendationsQuery(serializers.Serializer[Any]):
    """Which shelf, and how many products of it."""

    shelf = serializers.ChoiceField(SHELVES, default="for_you")
    limit = serializers.IntegerField(min_value=1, max_value=MOST_RECOMMENDED, default=8)


class RecommendedSerializer(serializers.Serializer[Any]):
    """A product that can be bought now, and why it is shown."""

    product_id = serializers.IntegerField()
    name = serializers.CharField()
    url = serializers.CharField()
    price_from_minor = serializers.IntegerField()
    currency = serializers.CharField()
    reason = serializers.CharField()
    shelf = serializers.CharField(help_text="The shelf that it came from: a fallback has its own.")
    score = serializers.FloatField(help_text="Comparable within one shelf only.")


class RecommendationsSerializer(serializers.Serializer[Any]):
    """A ranked list, best first."""

    user_id = serializers.IntegerField()
    results = RecommendedSerializer(many=True)


class RetrainInput(serializers.Serializer[Any]):
    """The models to train; all of them when none is named."""

    names = serializers.ListField(
        child=serializers.CharField(max_length=40), default=list, max_length=20
    )


class TrainedSerializer(serializers.Serializer[Any]):
    """What became of one model of a job."""

    name = serializers.CharField()
    version = serializers.IntegerField(source="number")
    state = serializers.CharField()
    reason = serializers.CharField()
    metrics = serializers.JSONField()
    duration_seconds = serializers.FloatField(allow_null=True)


class JobSerializer(serializers.Serializer[Any]):
    """How far a training has come. ``models`` grows while it runs."""

    id = serializers.UUIDField()
    names = serializers.ListField(child=serializers.CharField())
    state = serializers.CharField(help_text="waiting, running, done or failed.")
    progress_percent = serializers.IntegerField()
    requested_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    error = serializers.CharField()
    models = TrainedSerializer(many=True)


class TrainingDataQuery(serializers.Serializer[Any]):
    """Which rows: a kind, from ``since`` to before ``until``."""

    kind = serializers.ChoiceField(tuple(export.KINDS), default="interactions")
    since = serializers.DateTimeField(required=False)
    until = serializers.DateTimeField(required=False)


class PlaceSerializer(serializers.Serializer[Any]):
    """Fifths of all buying customers; 5 is the latest, the most often, the most money."""

    recency = serializers.IntegerField()
    frequency = serializers.IntegerField()
    money = serializers.IntegerField()


class SegmentSerializer(serializers.Serializer[Any]):
    """A group of customers."""

    code = serializers.CharField()
    name = serializers.CharField(source="says")
    means = serializers.CharField()


class BehaviourSerializer(serializers.Serializer[Any]):
    """What a customer did in 90 days and bought ever, their segment, and where they stand among all customers."""

    user_id = serializers.IntegerField()
    orders = serializers.IntegerField(source="spending.orders")
    spent_minor = serializers.IntegerField(source="spending.spent_minor")
    average_order_minor = serializers.IntegerField()
    first_order_at = serializers.DateTimeField(source="spending.first_at", allow_null=True)
    last_order_at = serializers.DateTimeField(source="spending.last_at", allow_null=True)
    days_since_last_order = serializers.IntegerField(allow_null=True)
    events = serializers.DictField(child=serializers.IntegerField())
    segment = SegmentSerializer()
    place = PlaceSerializer(allow_null=True)


class TrendQuery(serializers.Serializer[Any]):
    """Whose sales, over how many days, and how far ahead."""

    days = serializers.IntegerField(min_value=28, max_value=sales.LONGEST_DAYS, default=365)
    grain = serializers.ChoiceField(("day", "week"), default="day")
    horizon = serializers.IntegerField(
        min_value=1, max_value=forecast.LONGEST_HORIZON, default=forecast.LONGEST_HORIZON
    )
    product = serializers.IntegerField(min_value=1, required=False)
    category = serializers.IntegerField(min_value=1, required=False)


class PointSerializer(serializers.Serializer[Any]):
    """One day, or the week that begins on it."""

    day = serializers.DateField()
    revenue_minor = serializers.IntegerField()
    units = serializers.IntegerField()


class ExpectedSerializer(serializers.Serializer[Any]):
    """A day ahead: money expected, and the bounds within which four of five days fell in the backtest."""

    day = serializers.DateField()
    revenue_minor = serializers.IntegerField()
    low_minor = serializers.IntegerField()
    high_minor = serializers.IntegerField()


class MoverSerializer(serializers.Serializer[Any]):
    """Pieces of a product in the last four weeks and in the four before."""

    product_id = serializers.IntegerField()
    name = serializers.CharField()
    units = serializers.IntegerField()
    units_before = serializers.IntegerField()


class TrendSerializer(serializers.Serializer[Any]):
    """Level, trend, season and forecast of sales. Money in minor units of the shop's currency."""

    currency = serializers.CharField()
    level_minor = serializers.IntegerField(help_text="Mean of the last four weeks, a day.")
    change_percent = serializers.FloatField(
        allow_null=True, help_text="The last four weeks against the four before."
    )
    weekday_factors = serializers.ListField(
        child=serializers.FloatField(), help_text="Monday first; 1 is a mean day."
    )
    forecast_error_percent = serializers.FloatField(
        allow_null=True, help_text="Mean error of the forecast in a backtest (WAPE)."
    )
    points = PointSerializer(many=True)
    forecast = ExpectedSerializer(many=True)
    movers_up = MoverSerializer(many=True)
    movers_down = MoverSerializer(many=True)


class ModelHealthSerializer(serializers.Serializer[Any]):
    """One model; no version means that the fallback does its work."""

    name = serializers.CharField()
    version = serializers.IntegerField(allow_null=True)
    age_seconds = serializers.IntegerField(allow_null=True)
    is_stale = serializers.BooleanField()


class HealthSerializer(serializers.Serializer[Any]):
    """How the learning is doing."""

    is_well = serializers.BooleanField()
    runs = serializers.CharField(help_text="Where models are trained and asked.")
    last_training_at = serializers.DateTimeField(allow_null=True)
    last_training_state = serializers.CharField()
    models = ModelHealthSerializer(many=True)
