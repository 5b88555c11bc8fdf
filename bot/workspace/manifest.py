"""The app's manifest as the stand-in reads it: what the app may do, and what it wants to hear of."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Manifest:
    """scopes: of the bot's token; events: subscribed to; agent: "agent", "assistant" or neither."""

    name: str
    scopes: frozenset[str]
    events: frozenset[str]
    commands: tuple[dict[str, str], ...] = ()
    shortcuts: tuple[dict[str, str], ...] = ()
    prompts: tuple[dict[str, str], ...] = ()
    home: bool = False
    agent: str = ""


def read(path: Path) -> Manifest:
    """The manifest in a file (docs.slack.dev, "App manifest reference")."""
    whole: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    features, settings = whole["features"], whole["settings"]
    agent = next((one for one in ("agent", "assistant") if f"{one}_view" in features), "")
    prompts = (features.get(f"{agent}_view") or {}).get("suggested_prompts") or []
    return Manifest(
        name=features["bot_user"]["display_name"],
        scopes=frozenset(whole["oauth_config"]["scopes"]["bot"]),
        events=frozenset(settings["event_subscriptions"]["bot_events"]),
        commands=tuple(features.get("slash_commands") or ()),
        shortcuts=tuple(features.get("shortcuts") or ()),
        prompts=tuple(prompts),
        home=bool((features.get("app_home") or {}).get("home_tab_enabled")),
        agent=agent,
    )
