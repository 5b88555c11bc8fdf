"""The workspace to try the bot in: two customers, two support agents, three channels, one user group."""

import secrets

from bot.workspace.manifest import Manifest
from bot.workspace.person import Group, Person
from bot.workspace.state import Channel, Workspace

GENERAL, SUPPORT, TRIAGE, GROUP = "C0GENERAL", "C0SUPPORT", "C0TRIAGE", "S0SUPPORT"

PEOPLE = (
    Person("U0EMMA", "Emma Clarke", "en-US", "IT admin, Clarke & Sons"),
    Person("U0MISAKI", "佐藤 美咲", "ja-JP", "情報システム部, みなと商事"),
    Person("U0DANIEL", "Daniel Reed", "en-US", "Support"),
    Person("U0KEN", "高橋 健", "ja-JP", "サポート"),
)
_AGENTS = frozenset({"U0DANIEL", "U0KEN"})


def workspace(manifest: Manifest) -> Workspace:
    """A fresh one. Its secrets are made up anew, since it is reached over a port of the machine."""
    made = Workspace(
        people={one.id: one for one in PEOPLE},
        strangers=False,
        groups={GROUP: Group(GROUP, "support", "Support", _AGENTS)},
        manifest=manifest,
        token=f"xoxb-{secrets.token_hex(16)}",
        secret=secrets.token_hex(16),
    )
    made.open(
        Channel(GENERAL, "general"),
        Channel(SUPPORT, "support"),
        Channel(TRIAGE, "triage", private=True, people=_AGENTS),
    )
    for one in PEOPLE:
        made.direct(one.id)
    return made
