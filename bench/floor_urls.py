"""What plain Django costs for the same kinds of work: a JSON answer, 24 rows in a template, an order written."""

from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from catalog.models import Product, StockLevel, Variant

ROWS = engines["django"].from_string(
    "<ul>{% for p in products %}<li><a href='/p/{{ p.slug }}'>{{ p.name }}</a> {{ p.summary }} "
    "{{ p.price_from_minor }} {{ p.rating_average }} ({{ p.rating_count }})</li>{% endfor %}</ul>"
)


def bare_json(request: HttpRequest) -> JsonResponse:
    """A constant."""
    return JsonResponse({"shop": "open", "items": list(range(20))})


def rows_in_template(request: HttpRequest) -> HttpResponse:
    """24 model instances by one query, in a small template."""
    return HttpResponse(ROWS.render({"products": list(Product.objects.on_sale()[:24])}))


@csrf_exempt
def order_written(request: HttpRequest) -> JsonResponse:
    """The ORM checkout floor: one order row, two lines, two conditional updates, in plain tables."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bench_order (email, total) VALUES ('a@example.com', 2400) RETURNING id"
        )
        (order_id,) = cursor.fetchone()
        variants = list(Variant.objects.order_by("pk")[:2])
        cursor.executemany(
            "INSERT INTO bench_line (order_id, variant_id, quantity, price) VALUES (%s, %s, 1, 1200)",
            [(order_id, variant.pk) for variant in variants],
        )
        for variant in variants:
            StockLevel.objects.filter(variant_id=variant.pk, on_hand__gte=F("reserved")).update(
                reserved=F("reserved")
            )
    return JsonResponse({"order": order_id})


urlpatterns = [
    path("json", bare_json),
    path("rows", rows_in_template),
    path("order", order_written),
]
