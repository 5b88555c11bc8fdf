"""The counter: what is needed where Slack waits for a reply, and nothing can be left to a worker."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.thumbs import Thumbs
from bot.desk import Desk
from bot.slack.board import Records
from bot.slack.door import Door
from bot.slack.handoff.staff import GroupStaff
from bot.slack.locales import Locales
from bot.slack.words import Words


@dataclass(frozen=True, slots=True)
class Counter:
    """What listeners are given. today: the day in Japan. staff: who belongs to the support group, as Slack tells a
    client. group: that group's id, empty where there is none."""

    door: Door
    desk: Desk
    words: Words
    today: Callable[[], date]
    locales: Locales
    thumbs: Thumbs
    records: Records
    staff: Callable[[AsyncWebClient], GroupStaff]
    group: str = ""
