"""Products in what was typed: which are named, which words narrow the license line, whether a rival is meant.

Nothing is forced: a name that fits several products gives all of them, and one that fits none gives nothing.
"""

from bot.core.product.find import Found, find
from bot.core.product.index import Index, prepare

__all__ = ["Found", "Index", "find", "prepare"]
