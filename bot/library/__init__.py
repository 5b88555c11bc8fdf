"""The library: `knowledge/` in, `Knowledge` out, or all that is wrong with it; nothing is half loaded."""

from bot.library.fault import Fault, Faults
from bot.library.folder import check, load

__all__ = ["Fault", "Faults", "check", "load"]
