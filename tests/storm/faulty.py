"""A Slack that is too busy, fails before or after the fact, and does not answer."""

import random

from aiohttp import web

from bot.workspace.server import Server
from bot.workspace.state import Channel, Fate, Workspace
from tests.edge import SUPPORT, TRIAGE
from tests.storm.plan import Plan

_LOOKED = ("chat.postMessage", "conversations.replies", "conversations.history", "chat.postEphemeral")


class FaultySlack(Server):
    """The stand-in with the plan's faults, until it is `calm`."""

    def __init__(self, plan: Plan) -> None:
        workspace = Workspace(retry_after=1)
        workspace.open(Channel(SUPPORT), Channel(TRIAGE), *(Channel(f"C{n}") for n in range(plan.channels)))
        super().__init__(workspace)
        self._plan = plan
        self._dice = random.Random(plan.seed)
        self.faults: dict[str, int] = {}

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method in _LOOKED:
            fate = self._drawn()
            self.workspace.fates[method].append(fate)
            self.faults[fate] = self.faults.get(fate, 0) + 1
        return await super()._call(request)

    @property
    def landed(self) -> int:
        """How many calls of the bot's have been answered or failed."""
        return len(self.workspace.calls)

    def _drawn(self) -> Fate:
        at, plan = self._dice.random(), self._plan
        for share, fate in (
            (plan.limited, "429"),
            (plan.failing / 2, "500"),
            (plan.failing / 2, "500-landed"),
            (plan.hanging / 2, "hang"),
            (plan.hanging / 2, "hang-landed"),
        ):
            if at < share:
                return fate  # type: ignore[return-value]
            at -= share
        return "ok"
