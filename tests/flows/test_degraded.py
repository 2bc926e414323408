"""The shop goes on selling when Valkey, the worker or the mail server is away, and says what is late."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail as django_mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from kombu import pools

from notifications.models import Message
from orders.models import Order, OrderState
from shop.base.models import OutboxMessage
from shop.base.outbox import deliver, deliver_due
from shop.celery import app
from tests.factories.accounts import make_user
from tests.flows.shopper import ADDRESS
from tests.flows.stock import stock_the_shelves
from tests.shop_window import forget_everything, work

NOBODY_THERE = "redis://127.0.0.1:1/0"

pytestmark = pytest.mark.django_db(transaction=True)


def use_queue(address):
    """Have the task queue at another address, with no connection kept from before."""
    app.conf.broker_url = address
    app.conf.broker_read_url = app.conf.broker_write_url = address
    app.pool.force_close_all()
    app.amqp._producer_pool = None
    app._pool = None
    pools.reset()
