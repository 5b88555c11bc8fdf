"""What a message tells of an expiry without telling its date."""

from bot.core.unsettled.telling import DATED, KINDS, Told, Unsettled, prepare, told
from bot.core.unsettled.wording import parse

__all__ = ["DATED", "KINDS", "Told", "Unsettled", "parse", "prepare", "told"]
