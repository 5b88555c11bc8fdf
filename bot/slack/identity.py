"""Who the bot is in a workspace, learned from Slack once."""

import re

from slack_sdk.web.async_client import AsyncWebClient


class Identity:
    """The bot's own ids; empty until `learn` has succeeded."""

    def __init__(self) -> None:
        self.user = ""
        self.bot = ""
        self.team = ""
        self.url = ""
        self.scopes: frozenset[str] | None = None
        """What the token may do; None where Slack does not tell."""

    async def learn(self, client: AsyncWebClient) -> None:
        """Ask Slack (auth.test). Raises what the client raises."""
        told = await client.auth_test()
        self.user, self.bot = str(told.get("user_id") or ""), str(told.get("bot_id") or "")
        allowed = next((value for name, value in told.headers.items() if name.lower() == "x-oauth-scopes"), None)
        self.scopes = None if allowed is None else frozenset(re.split(r"[,\s]+", str(allowed)))
        self.team, self.url = str(told.get("team_id") or ""), str(told.get("url") or "")
