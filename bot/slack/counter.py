"""The counter: what is needed where Slack waits for a reply, and nothing can be left to a worker."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.delivery.thumbs import Thumbs
from bot.desk import Desk
from bot.slack.board import Records
from bot.slack.crews import Crews
from bot.slack.door import Door
from bot.slack.locales import Locales
from bot.slack.words import Words


@dataclass(frozen=True, slots=True)
class Counter:
    """What listeners are given. today: the day in Japan."""

    door: Door
    desk: Desk
    words: Words
    today: Callable[[], date]
    locales: Locales
    thumbs: Thumbs
    records: Records
    crews: Crews
