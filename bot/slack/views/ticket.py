"""A ticket as Block Kit: its card in the triage channel, and the question whether it is solved."""

from datetime import UTC, datetime

from bot.core.model import Language
from bot.core.ticket import Act, Ticket
from bot.slack.views import text
from bot.slack.views.text import Block
from bot.slack.words import Words

ACTION = "ticket-"
"""What the action id of everything about a ticket begins with; what it does follows."""
QUESTION = 1_500
"""Characters of the question on the card."""


def card(ticket: Ticket, home: str, words: Words, *, buttons: bool = True) -> list[Block]:
    """The card. home: the conversation in which the ticket is kept."""
    say, language, brief = words.say, ticket.language, ticket.brief
    who = filled(words, language, "card.who", who=f"<@{ticket.asker}>")
    where = filled(words, language, "card.where", where=brief.where)
    spoken = say(language, "card.language", language=say(language, f"card.language.{language}"))
    reasons = say(language, "ticket.and").join(say(language, f"ticket.why.{one}") for one in ticket.why)
    why = say(language, "ticket.why", what=reasons)
    facts = "\n".join([who, where, text.escape(spoken), text.escape(why)])
    told = [
        say(language, "card.understood", what=brief.understood),
        say(language, "card.answered", what=brief.answered),
    ]
    return [
        *text.sections(say(language, "card.title"), bold=True),
        text.section(facts[: text.SECTION]),
        *text.sections(_question(ticket, words)),
        *text.sections("\n".join(told)),
        {"type": "context", "elements": [{"type": "mrkdwn", "text": status(ticket, words)}]},
        *(_actions(ticket, home, words) if buttons else ()),
    ]


def status(ticket: Ticket, words: Words) -> str:
    """In one line of mrkdwn: who has it, or who ended it."""
    key = f"ticket.status.{ticket.state}"
    if ticket.confirmed:
        key = "ticket.status.confirmed"
    if ticket.state in ("claimed", "resolved") and not ticket.place.channel:
        key = f"ticket.status.{ticket.state}.nowhere"
    values = {"owner": f"<@{ticket.owner}>", "by": f"<@{ticket.by}>", "since": moment(ticket.since)}
    return filled(words, ticket.language, key, **values)


def solved(ticket: Ticket, home: str, told: str, words: Words) -> list[Block]:
    """The question whether it is solved, with the buttons that are left to press. told: the text above them."""
    yes = text.button(f"{ACTION}solved", words.say(ticket.language, "ticket.solved.yes"), _reference(ticket, home))
    no = text.button(f"{ACTION}unsolved", words.say(ticket.language, "ticket.solved.no"), _reference(ticket, home))
    ended = ticket.state == "resolved"
    return [*text.sections(told), *text.actions([yes] * (ended and not ticket.confirmed) + [no] * ended)]


def filled(words: Words, language: Language | None, key: str, **marked: str) -> str:
    """A text of the edge as mrkdwn; what fills it is mrkdwn already, such as `<@U1>`."""
    held = {name: f"\0{number}\0" for number, name in enumerate(marked)}
    told = text.escape(words.say(language, key, **held))
    for name, value in marked.items():
        told = told.replace(held[name], value)
    return told


def moment(seconds: float) -> str:
    """A time as Slack shows it in the reader's own zone (docs.slack.dev, "Formatting message text", dates)."""
    plain = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"<!date^{int(seconds)}^{{date_short_pretty}} {{time}}|{plain}>"


def _question(ticket: Ticket, words: Words) -> str:
    if ticket.brief.question:
        return words.say(ticket.language, "ticket.question", what=ticket.brief.question[:QUESTION])
    return words.say(ticket.language, "ticket.question.none" if ticket.brief.quoted else "ticket.question.private")


def _actions(ticket: Ticket, home: str, words: Words) -> list[Block]:
    offered: dict[str, tuple[Act, ...]] = {"open": ("claim", "return"), "claimed": ("resolve", "return")}
    acts = offered.get(ticket.state, ("reopen",))
    row = [_button(ticket, home, does, words, "" if number else "primary") for number, does in enumerate(acts)]
    if ticket.state == "claimed":
        row.append(_people(words.say(ticket.language, "ticket.reassign")))
    # A menu has no value: the block tells whose it is.
    return [block | {"block_id": _reference(ticket, home)} for block in text.actions(row)]


def _button(ticket: Ticket, home: str, does: Act, words: Words, style: str) -> Block:
    label = words.say(ticket.language, f"ticket.{does}")
    return text.button(f"{ACTION}{does}", label, _reference(ticket, home), style)


def _people(label: str) -> Block:
    """A menu of people (docs.slack.dev, "Select menu of users")."""
    placeholder = {"type": "plain_text", "text": text.shorten(label, 150)}
    return {"type": "users_select", "action_id": f"{ACTION}reassign", "placeholder": placeholder}


def _reference(ticket: Ticket, home: str) -> str:
    """How a click tells which ticket it is about: at most 194 characters, a block id may have 255."""
    return f"{ticket.id} {home}"
