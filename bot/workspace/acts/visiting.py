"""People open the app's tabs, and join or leave the support group."""

from typing import Any

from bot.workspace import payloads
from bot.workspace.acts.stage import BadAct, Stage
from bot.workspace.state import APP, BOT, BOT_ID

Args = dict[str, Any]


async def enter(stage: Stage, user: str, args: Args) -> Args:
    """args: tab ("home" or "messages"), seen?. The app hears that its tab was opened."""
    workspace, tab = stage.workspace, args.get("tab")
    if tab not in ("home", "messages"):
        raise BadAct("The app has no such tab.")
    stage.outbound.event(payloads.home_opened(workspace, user, tab, str(args.get("seen") or "")))
    place = workspace.direct(user)
    if tab == "messages" and workspace.manifest and workspace.manifest.agent == "assistant" and not place.messages:
        root = {"subtype": "assistant_app_thread", "user": BOT, "bot_id": BOT_ID, "app_id": APP, "text": "New chat"}
        ts = workspace.add(place.id, root)["ts"]
        stage.outbound.event(payloads.thread_started(workspace, user, place.id, ts, str(args.get("seen") or "")))
    return {}


async def member(stage: Stage, user: str, args: Args) -> Args:
    """args: group, person, member. Puts a person into a user group or takes them out."""
    workspace = stage.workspace
    group, person = workspace.groups.get(str(args.get("group"))), workspace.people.get(str(args.get("person")))
    if group is None or person is None:
        raise BadAct("There is no such group or person.")
    members = group.members | {person.id} if args.get("member") else group.members - {person.id}
    workspace.set_members(group.id, members)
    return {}
