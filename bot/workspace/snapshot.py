"""Everything that one person sees, as the page takes it."""

from typing import Any

from bot.workspace.state import BOT, Channel, Workspace

Told = dict[str, Any]


def of(workspace: Workspace, user: str) -> Told:
    """What a person sees now. Messages for others alone, and other people's direct messages, are not in it."""
    places = [one for one in workspace.channels.values() if one.holds(user)]
    held = {one.id for one in places}
    shown = workspace.shown
    return {
        "me": user,
        "bot": {"id": BOT, **_app(workspace)},
        "people": [vars(one) for one in workspace.people.values()],
        "groups": [{**vars(one), "members": sorted(one.members)} for one in workspace.groups.values()],
        "channels": [_channel(one) for one in places],
        "direct": workspace.direct(user).id,
        "messages": {one.id: one.messages for one in places},
        "whispers": [one for one in shown.whispers.get(user, []) if one["channel"] in held],
        "modals": shown.stack(user),
        "home": shown.homes.get(user),
        "statuses": _of_places(shown.statuses, held),
        "titles": _of_places(shown.titles, held),
        "prompts": {name: one for name, one in shown.prompts.items() if name in held},
    }


def _app(workspace: Workspace) -> Told:
    manifest = workspace.manifest
    if manifest is None:
        return {"name": "App", "home": True, "agent": False, "commands": [], "shortcuts": [], "prompts": []}
    shortcuts = [one for one in manifest.shortcuts if one["type"] == "message"]
    told = {
        "name": manifest.name,
        "home": manifest.home,
        "agent": manifest.agent == "agent",
        "commands": list(manifest.commands),
    }
    return told | {"shortcuts": shortcuts, "prompts": list(manifest.prompts)}


def _channel(place: Channel) -> Told:
    return {"id": place.id, "name": place.name, "kind": place.kind, "archived": place.archived}


def _of_places(told: dict[str, Any], held: set[str]) -> dict[str, Any]:
    return {name: one for name, one in told.items() if name.partition(":")[0] in held}
