"""views.*"""

from collections.abc import Callable
from typing import Any

from bot.workspace import limits
from bot.workspace.methods.call import Args, Method
from bot.workspace.methods.people import is_there
from bot.workspace.refusal import Refused
from bot.workspace.shown import View
from bot.workspace.state import APP, BOT_ID, TEAM, Workspace


def checked(workspace: Workspace, view: Any, kind: str) -> Args:
    """A view as it may be shown. Raises Refused where a limit is broken."""
    code, details = limits.refuse_view(view, kind)
    if code:
        raise Refused(code, details)
    return {**view, "blocks": workspace.named(view["blocks"]), "team_id": TEAM, "app_id": APP, "bot_id": BOT_ID}


def tell(workspace: Workspace, user: str) -> None:
    """Tell a person's page of their modals."""
    workspace.tell("modals", {"modals": workspace.shown.stack(user)}, user=user)


def _open(workspace: Workspace, args: Args) -> Args:
    return _shown(workspace, args, workspace.shown.open)


def _push(workspace: Workspace, args: Args) -> Args:
    return _shown(workspace, args, workspace.shown.push)


def _shown(workspace: Workspace, args: Args, show: Callable[[str, View], View]) -> Args:
    view = checked(workspace, args.get("view"), "modal")
    _unheard(workspace, view)
    user = workspace.triggers.take(args.get("trigger_id"))
    made = show(user, view)
    tell(workspace, user)
    return {"view": made}


def _unheard(workspace: Workspace, view: Args) -> None:
    """An external id is one view's own."""
    if view.get("external_id") and any(
        view["external_id"] == one.get("external_id") for stack in workspace.shown.modals.values() for one in stack
    ):
        raise Refused("duplicate_external_id")


def _update(workspace: Workspace, args: Args) -> Args:
    view = checked(workspace, args.get("view"), "modal")
    user, old = workspace.shown.find(args.get("view_id") or args.get("external_id"))
    if args.get("hash") and args["hash"] != old["hash"]:
        raise Refused("hash_conflict")
    made = workspace.shown.update(old, view)
    tell(workspace, user)
    return {"view": made}


def _publish(workspace: Workspace, args: Args) -> Args:
    user = str(args.get("user_id"))
    if not is_there(workspace, user):
        raise Refused("user_not_found")
    if workspace.manifest is not None and not workspace.manifest.home:
        raise Refused("not_enabled")
    view = checked(workspace, args.get("view"), "home")
    old = workspace.shown.homes.get(user)
    if args.get("hash") and old is not None and args["hash"] != old["hash"]:
        raise Refused("hash_conflict")
    made = workspace.shown.publish(user, view)
    workspace.tell("home", {"home": made}, user=user)
    return {"view": made}


METHODS: dict[str, Method] = {
    "views.open": _open,
    "views.push": _push,
    "views.update": _update,
    "views.publish": _publish,
}
