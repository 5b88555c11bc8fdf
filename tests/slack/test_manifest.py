"""The manifest asks for what the bot uses, and for no more."""

from pathlib import Path
from urllib.parse import urlsplit

import yaml

from bot.slack.install.routes import BACK
from bot.slack.listeners.commands import COMMAND
from bot.slack.listeners.shortcuts import CHECK

ROOT = Path(__file__).parent.parent.parent
MANIFEST = yaml.safe_load((ROOT / "manifest.yaml").read_text("utf-8"))
NEEDED = {
    "app_mention": {"app_mentions:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "message.mpim": {"mpim:history"},
    COMMAND: {"commands"},
    CHECK: {"commands"},
    "app_home_opened": set(),
    "app_context_changed": set(),
    "app_uninstalled": set(),
    "tokens_revoked": set(),
    "assistant.threads.setSuggestedPrompts": {"assistant:write"},
    "agents.sessions.setStatus": {"chat:write"},
    "chat.update": {"chat:write"},
    "chat.delete": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "username": {"chat:write.customize"},
    "conversations.open": {"im:write"},
    "usergroups.users.list": {"usergroups:read"},
    "users.info": {"users:read"},
}


def test_every_scope_is_needed_and_every_need_has_its_scope() -> None:
    asked = MANIFEST["oauth_config"]["scopes"]["bot"]
    events = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert set(asked) == set().union(*NEEDED.values())
    assert asked == sorted(asked)
    assert set(events) == {name for name in NEEDED if name.startswith(("message.", "app_", "tokens_"))}


def test_every_scope_is_explained() -> None:
    text = (ROOT / "manifest.yaml").read_text("utf-8")
    comments = "".join(line for line in text.splitlines() if line.startswith("#"))
    assert all(scope in comments for scope in MANIFEST["oauth_config"]["scopes"]["bot"])


def test_the_shortcut_is_the_bots() -> None:
    (shortcut,) = MANIFEST["features"]["shortcuts"]
    assert (shortcut["callback_id"], shortcut["type"]) == (CHECK, "message")


def test_every_text_is_as_short_as_slack_wants_it() -> None:
    """Source: Slack's own schema of manifests (slackapi/manifest-schema, version 2)."""
    features, shown = MANIFEST["features"], MANIFEST["display_information"]
    (command,), (shortcut,) = features["slash_commands"], features["shortcuts"]
    for text, longest in (
        (shown["name"], 35),
        (shown["description"], 140),
        (features["bot_user"]["display_name"], 80),
        (features["agent_view"]["agent_description"], 300),
        (command["command"], 32),
        (command["description"], 2_000),
        (command["usage_hint"], 1_000),
        (shortcut["name"], 24),
        (shortcut["callback_id"], 255),
        (shortcut["description"], 150),
    ):
        assert 1 <= len(text) <= longest, text


def test_the_command_and_every_address_are_the_bots() -> None:
    (command,) = MANIFEST["features"]["slash_commands"]
    assert command["command"] == COMMAND
    settings = MANIFEST["settings"]
    addresses = [
        command["url"],
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
        settings["interactivity"]["message_menu_options_url"],
    ]
    assert all(address.endswith("/slack/events") for address in addresses)
    assert [urlsplit(address).path for address in MANIFEST["oauth_config"]["redirect_urls"]] == [BACK]


def test_the_processes_are_those_of_the_procfile() -> None:
    processes = yaml.safe_load((ROOT / "Procfile").read_text("utf-8"))
    assert processes == {"web": "python -m bot web", "worker": "python -m bot worker"}
