"""The log of requests in months: forgetting one is dropping a table."""

from typing import Any

from django.db import migrations
from django.utils import timezone

from shop.base import partitions

TABLE = "security_requestrecord"


def cut(apps: Any, schema_editor: Any) -> None:
    partitions.cut(schema_editor.connection, TABLE, "at", timezone.now())


def join(apps: Any, schema_editor: Any) -> None:
    partitions.join(schema_editor.connection, TABLE)


class Migration(migrations.Migration):
    dependencies = [("security", "0006_sampled_requests")]

    operations = [migrations.RunPython(cut, join)]
