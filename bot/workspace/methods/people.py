"""auth.test, team.info, users.*, usergroups.*"""

from bot.workspace.methods.call import Args, Method
from bot.workspace.person import Group, Person
from bot.workspace.refusal import Refused
from bot.workspace.state import BOT, BOT_ID, TEAM, Workspace


def _auth_test(workspace: Workspace, args: Args) -> Args:
    who = {"user": "renewal", "user_id": BOT, "bot_id": BOT_ID, "is_enterprise_install": False}
    return {"url": f"{workspace.home}/", "team": "Stand-in", "team_id": TEAM, **who}


def _team(workspace: Workspace, args: Args) -> Args:
    return {"team": {"id": TEAM, "name": "Stand-in", "domain": "stand-in"}}


def _user(workspace: Workspace, args: Args) -> Args:
    name = str(args.get("user"))
    known = workspace.people.get(name)
    if known is None and not is_there(workspace, name):
        raise Refused("user_not_found")
    return {"user": _told(known or Person(name, f"Person {name}"))}


def is_there(workspace: Workspace, name: str) -> bool:
    """Whether there is such a person."""
    return name in workspace.people or (workspace.strangers and name.startswith("U"))


def _told(person: Person) -> Args:
    picture = {f"image_{size}": f"https://stand-in.slack.com/{person.id}.png" for size in (48, 72)}
    profile = {"real_name": person.name, "display_name": person.name, "title": person.title, **picture}
    who = {"id": person.id, "team_id": TEAM, "name": person.id.lower(), "real_name": person.name, "profile": profile}
    kind = {"is_bot": False, "deleted": False, "is_restricted": person.guest, "is_admin": person.admin}
    kind["is_ultra_restricted"] = person.guest and person.single_channel
    return {**who, **kind, "locale": person.locale, "tz": person.timezone}


def _users(workspace: Workspace, args: Args) -> Args:
    return {"members": [_told(one) for one in workspace.people.values()], "response_metadata": {"next_cursor": ""}}


def _groups(workspace: Workspace, args: Args) -> Args:
    return {"usergroups": [_group(one) for one in workspace.groups.values()]}


def _group(group: Group) -> Args:
    return {"id": group.id, "team_id": TEAM, "handle": group.handle, "name": group.name, "is_usergroup": True}


def _members(workspace: Workspace, args: Args) -> Args:
    group = workspace.groups.get(str(args.get("usergroup")))
    if group is None:
        raise Refused("no_such_subteam")
    return {"users": sorted(group.members)}


METHODS: dict[str, Method] = {
    "auth.test": _auth_test,
    "team.info": _team,
    "users.info": _user,
    "users.list": _users,
    "usergroups.list": _groups,
    "usergroups.users.list": _members,
}
