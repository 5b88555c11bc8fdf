"""What the methods share: scopes, channels, the form of a message."""

from collections.abc import Callable
from typing import Any

from bot.workspace import limits, scopes
from bot.workspace.refusal import Refused
from bot.workspace.state import APP, BOT, BOT_ID, TEAM, Channel, Workspace

Args = dict[str, Any]
Method = Callable[[Workspace, Args], Args]


def permit(workspace: Workspace, method: str) -> None:
    """Raises Refused (missing_scope) unless the manifest allows a method."""
    if needed := scopes.METHODS.get(method):
        need(workspace, *needed)


def need(workspace: Workspace, *alternatives: str) -> None:
    """Raises Refused (missing_scope) unless the manifest has one of the scopes."""
    manifest = workspace.manifest
    if manifest is not None and not manifest.scopes.intersection(alternatives):
        provided = ",".join(sorted(manifest.scopes))
        raise Refused("missing_scope", needed=alternatives[0], provided=provided)


def channel(workspace: Workspace, args: Args, name: str = "channel") -> Channel:
    """The channel that a call names and the bot is in. Raises Refused."""
    found = workspace.channels.get(str(args.get(name)))
    if found is None:
        raise Refused("channel_not_found")
    if not found.member:
        raise Refused("not_in_channel")
    return found


def message(workspace: Workspace, args: Args) -> Args:
    """The message that a call's arguments make. Raises Refused where a limit is broken."""
    code, details = limits.refuse(args)
    if code:
        raise Refused(code, details)
    kept = ("text", "blocks", "thread_ts", "metadata", "username", "icon_url", "icon_emoji")
    made = {name: args[name] for name in kept if args.get(name)}
    if "username" in made or "icon_url" in made or "icon_emoji" in made:
        need(workspace, scopes.CUSTOM)
    if "blocks" in made:
        made["blocks"] = workspace.named(made["blocks"])
    return made | {"user": BOT, "bot_id": BOT_ID, "app_id": APP, "team": TEAM}
