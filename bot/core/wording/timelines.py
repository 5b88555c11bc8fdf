"""The timeline of an answer: when it expired or expires, today, the last day, and how much is left."""

from datetime import timedelta

from bot.core import form
from bot.core.message import Stop, Timeline
from bot.core.model import Reply
from bot.core.wording import shades, verdicts
from bot.core.wording.phrasing import Phrasing

_LEFT = {
    "in_term": "timeline.left",
    "in_grace": "timeline.left",
    "closed": "timeline.over",
    "boundary": "timeline.ends",
}


def tell(reply: Reply, words: Phrasing) -> Timeline | None:
    """The timeline where every candidate line has the same one and all its days are exact; else None."""
    expiry = form.known(reply.subjects, reply.language).expiry
    alike = {(outcome.state, outcome.last_day) for outcome in reply.outcomes}
    if expiry is None or len(alike) != 1:
        return None
    state, period = alike.pop()
    last = shades.exact(period)
    if last is None or state not in _LEFT:
        return None
    count = abs(last - reply.today) // timedelta(days=1)
    key = f"{_LEFT[state]}_one" if count == 1 else _LEFT[state] if count else "timeline.ends"
    past = "timeline.expired" if expiry < reply.today else "timeline.expires"
    stops = [Stop(words.texts[past], expiry), Stop(words.texts["timeline.now"], reply.today)]
    stops.append(Stop(words.texts["timeline.last"], last))
    repeats = verdicts.left(reply.outcomes[0], reply, words) if state in ("in_term", "in_grace") and count else ""
    return Timeline(tuple(sorted(stops, key=lambda stop: stop.day)), words.bare(key, count=count), repeats)
