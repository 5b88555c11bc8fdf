"""It is time to look at a ticket: the channel is reminded of it, or it is removed, or it is only kept longer."""

from dataclasses import replace

from bot.core import ticket as tickets
from bot.core.ticket import Ticket
from bot.delivery.post import Step, Times
from bot.slack import entry as entries
from bot.slack import posts
from bot.slack.entry import Entry
from bot.slack.handoff import telling
from bot.slack.handoff.means import Means, dump
from bot.store import Thread


def entry(team: str, conversation: str, due: float) -> str:
    """The entry that stands for a conversation being due (`delivery.agenda.Named`)."""
    stamp = f"{due:.6f}"
    channel = conversation.partition(":")[0]
    return entries.dump(Entry("remind", team, channel, "", f"remind:{conversation}:{stamp}", stamp, home=conversation))


def look(means: Means, due: Entry, thread: Thread) -> Step:
    """What a ticket that is due leads to; nothing where it has changed since it was to be looked at."""
    ticket, now = thread.ticket, means.now()
    if ticket is None:
        return Step(times=Times())
    if now < tickets.due(ticket, now, means.after):
        return Step(dump(thread, ticket), times=means.times(ticket))
    if ticket.ended:
        return Step(dump(thread, None), telling.card(means, due, ticket, buttons=False), times=Times())
    reminded = replace(ticket, reminded=True)
    told = posts.into(ticket.card, f"{due.name}:reminder", due.ts, _told(means, ticket))
    # In the thread, and in the channel too: docs.slack.dev, chat.postMessage, `reply_broadcast`.
    told = replace(told, args=told.args | {"reply_broadcast": True})
    return Step(dump(thread, reminded), told, times=means.times(reminded))


def _told(means: Means, ticket: Ticket) -> str:
    who = f"<@{ticket.asker}>"
    if ticket.state == "claimed":
        return telling.marked(means, ticket.language, "ticket.remind.silent", who=who, owner=f"<@{ticket.owner}>")
    group = f"<!subteam^{means.group}>" if means.group else ""
    return telling.marked(means, ticket.language, "ticket.remind.open", who=who, group=group)
