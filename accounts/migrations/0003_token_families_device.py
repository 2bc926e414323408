import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_token_families"),
    ]

    operations = [
        migrations.AddField(
            model_name="tokenfamily",
            name="address",
            field=models.GenericIPAddressField(
                blank=True, null=True, verbose_name="network address"
            ),
        ),
        migrations.AddField(
            model_name="tokenfamily",
            name="agent",
            field=models.CharField(blank=True, max_length=200, verbose_name="program"),
        ),
        migrations.AddField(
            model_name="tokenfamily",
            name="last_used_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="last used"),
        ),
    ]
