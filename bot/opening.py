"""The desk opened: the knowledge loaded and made ready to answer, once for every process."""

import gc
from pathlib import Path

from bot import library
from bot.desk import Desk


def desk(folder: Path) -> Desk:
    """A desk that knows what the folder `knowledge/` says; raises `library.Faults`.

    Nothing that is made here ever becomes garbage. So the collector rests meanwhile (it would take a tenth of a
    start), and never goes through it afterwards.
    """
    gc.disable()
    try:
        return Desk(library.load(folder))
    finally:
        gc.freeze()
        gc.enable()
