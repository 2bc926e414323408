"""The task queue: one Celery application whose schedule is the list of jobs that the rooms declare."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")

app = Celery("shop")
# Without this, threads other than the importing one would find an empty application.
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_finalize.connect
def plan_the_jobs(sender: Celery, **kwargs: object) -> None:
    """Hand beat the jobs that the rooms declared, and the relay of the outbox."""
    from shop.base import jobs  # the app registry is ready only now

    sender.conf.beat_schedule = {
        "outbox.relay": {
            "task": "shop.base.tasks.relay",
            "schedule": 5.0,
            "options": {"queue": "now", "expires": 10},
        },
        "outbox.forget": {
            "task": "shop.base.tasks.forget_delivered",
            "schedule": 24 * 3600.0,
            "options": {"queue": "batch"},
        },
        **jobs.schedule(),
    }
