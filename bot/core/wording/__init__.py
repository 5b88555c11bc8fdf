"""Wording: what the desk decided, put into words of one language."""

from bot.core.wording.composing import compose
from bot.core.wording.plain import plain

__all__ = ["compose", "plain"]
