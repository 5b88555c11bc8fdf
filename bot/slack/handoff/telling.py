"""Who is told what when a ticket changes."""

from bot.core.model import Language
from bot.core.ticket import Ticket
from bot.delivery.post import Post
from bot.slack import posts
from bot.slack.entry import Entry
from bot.slack.handoff.means import Means
from bot.slack.handoff.staff import Person
from bot.slack.views import answer, text
from bot.slack.views import ticket as views


def card(means: Means, entry: Entry, ticket: Ticket, *, buttons: bool = True) -> Post:
    """The card as the ticket is now."""
    shown = views.card(ticket, entry.conversation, means.words, buttons=buttons)
    title = means.words.say(ticket.language, "card.title")
    return posts.update(ticket.card, f"{entry.name}:card", title, shown)


def taken(means: Means, entry: Entry, who: Person, ticket: Ticket) -> list[Post]:
    """Somebody has claimed it: the asker learns who."""
    return _asker(means, entry, ticket, "ticket.told.claimed", _name(who))


def reopened(means: Means, entry: Entry, who: Person, ticket: Ticket) -> list[Post]:
    """A colleague has opened it again."""
    return _asker(means, entry, ticket, "ticket.told.reopened", _name(who))


def returned(means: Means, entry: Entry, who: Person, ticket: Ticket) -> list[Post]:
    """The bot answers again."""
    return _asker(means, entry, ticket, "ticket.told.returned")


def resolved(means: Means, entry: Entry, who: Person, ticket: Ticket) -> list[Post]:
    """The asker is asked whether it is solved."""
    if not ticket.place.channel:
        return []
    told = means.words.say(ticket.language, "ticket.solved.question", who=_name(who))
    shown = views.solved(ticket, entry.conversation, told, means.words)
    post = posts.into(ticket.place, f"{entry.name}:solved", entry.ts, text.escape(told), shown)
    return [posts.remembered(post, "question")]


def solved(means: Means, entry: Entry, who: Person, ticket: Ticket) -> list[Post]:
    """The asker is thanked, and may still say otherwise."""
    return [_question(means, entry, ticket, "ticket.solved.thanks")]


def unsolved(means: Means, entry: Entry, who: Person, ticket: Ticket) -> list[Post]:
    """The owner learns that it goes on."""
    told = marked(means, ticket.language, "ticket.card.unsolved", owner=f"<@{ticket.owner}>")
    return [
        posts.into(ticket.card, f"{entry.name}:owner", entry.ts, told),
        _question(means, entry, ticket, "ticket.solved.reopened"),
    ]


def reassigned(means: Means, entry: Entry, who: Person, ticket: Ticket) -> list[Post]:
    """The new owner learns of it in the card's thread."""
    names = {"who": f"<@{who.id}>", "owner": f"<@{ticket.owner}>"}
    told = marked(means, ticket.language, "ticket.card.reassigned", **names)
    return [posts.into(ticket.card, f"{entry.name}:owner", entry.ts, told)]


def marked(means: Means, language: Language | None, key: str, **values: str) -> str:
    """A text as mrkdwn; what fills it is mrkdwn already, such as `<@U1>`."""
    return views.filled(means.words, language, key, **values)


def _asker(means: Means, entry: Entry, ticket: Ticket, key: str, who: str = "") -> list[Post]:
    if not ticket.place.channel:
        return []
    told = means.words.say(ticket.language, key, who=who)
    button = text.button(answer.HUMAN, means.words.say(ticket.language, "human.button"), answer.HUMAN)
    shown = [*text.sections(told), *text.actions([] if ticket.live else [button])]
    return [posts.into(ticket.place, f"{entry.name}:asker", entry.ts, text.escape(told), shown)]


def _question(means: Means, entry: Entry, ticket: Ticket, key: str) -> Post:
    told = means.words.say(ticket.language, key)
    shown = views.solved(ticket, entry.conversation, told, means.words)
    return posts.update(ticket.question, f"{entry.name}:question", text.escape(told), shown)


def _name(who: Person) -> str:
    return who.name or f"@{who.id}"
