"""People and user groups of the stand-in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Someone who writes and clicks. locale: as Slack writes it (ja-JP); guest: of some channels, or of one."""

    id: str
    name: str
    locale: str = "en-US"
    title: str = ""
    timezone: str = "Asia/Tokyo"
    guest: bool = False
    single_channel: bool = False
    admin: bool = False


@dataclass(frozen=True)
class Group:
    """A user group. members: ids of people."""

    id: str
    handle: str
    name: str
    members: frozenset[str] = frozenset()
