"""What a message tells of an expiry without telling its date."""

from bot.core.unsettled.telling import KINDS, Told, Unsettled, prepare, told
from bot.core.unsettled.wording import parse

__all__ = ["KINDS", "Told", "Unsettled", "parse", "prepare", "told"]
