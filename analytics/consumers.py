"""WebSockets of the back office. They only speak; who sends something is shown the door."""

from collections import Counter
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from analytics.domain import live

SIGN_IN_FIRST = 4401
NOT_FOR_YOU = 4403
ONLY_LISTEN = 4400
TOO_MANY = 4429
# Each process counts its own; a person has a few tabs.
MOST_SOCKETS_EACH = 10


_open: Counter[int] = Counter()


class SalesCounter(AsyncJsonWebsocketConsumer):
    """Today's orders and revenue for staff: once on arrival, then with every sale."""

    counted: int | None = None

    async def connect(self) -> None:
        """Let staff in who may see orders. Others are closed with 4401 (nobody) or 4403 (somebody else)."""
        if not self.session_key or not self.scope["user"].is_authenticated:
            await self.turn_away(SIGN_IN_FIRST)
        elif not await self.may_watch():
            await self.turn_away(NOT_FOR_YOU)
        elif _open[self.scope["user"].pk] >= MOST_SOCKETS_EACH:
            await self.turn_away(TOO_MANY)
        else:
            self.counted = self.scope["user"].pk
            _open[self.counted] += 1
            # First into the group, then the figures: a sale in between is told twice rather than never.
            await self.channel_layer.group_add(live.WATCHERS, self.channel_name)
            await self.accept()
            await self.send_json({"kind": "today", "today": await self.today()})

    async def turn_away(self, code: int) -> None:
        """Close with a code that the browser can read: of a handshake that was refused it learns none, and tries again."""
        await self.accept()
        await self.close(code=code)

    async def disconnect(self, code: int) -> None:
        if self.counted is not None:
            _open[self.counted] -= 1
            self.counted = None
        await self.channel_layer.group_discard(live.WATCHERS, self.channel_name)

    async def receive(self, text_data: Any = None, bytes_data: Any = None, **kwargs: Any) -> None:
        await self.close(code=ONLY_LISTEN)

    async def sale_made(self, event: dict[str, Any]) -> None:
        """Pass a sale on, unless the watcher has lost the right to know."""
        if not await self.may_watch():
            await self.close(code=NOT_FOR_YOU)
            return
        await self.send_json({"kind": "sale", "sale": event["sale"], "today": await self.today()})

    @property
    def session_key(self) -> str:
        return self.scope["session"].session_key or ""

    async def may_watch(self) -> bool:
        allowed: bool = await database_sync_to_async(live.may_watch)(self.session_key)
        return allowed

    async def today(self) -> live.Today:
        figures: live.Today = await database_sync_to_async(live.today)()
        return figures
