"""The scripts that change several keys at once, in Lua. Every one may be repeated when its reply was lost.

Time is the server's own, so that machines need not agree on it. `ready` holds, for every conversation with something
to do, the millisecond from which it may be taken; taking one moves it a lease ahead, so that a worker that
dies gives it back by doing nothing. A worker proves by its token that it still holds the lease.
"""

from bot.delivery.scripts.counting import THUMB
from bot.delivery.scripts.installing import SWAP
from bot.delivery.scripts.settling import COMMIT, CONFIRM, DEFER
from bot.delivery.scripts.storing import ERASE, REQUEUE, STORE, WAKE_UP
from bot.delivery.scripts.taking import EXTEND, TAKE

__all__ = ["COMMIT", "CONFIRM", "DEFER", "ERASE", "EXTEND", "REQUEUE", "STORE", "SWAP", "TAKE", "THUMB", "WAKE_UP"]
