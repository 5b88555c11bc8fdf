"""The home tab: what to ask, one's open tickets and, for the support group, how the desk is doing.

Source of all numbers: docs.slack.dev, "Home tab", "Modal views", "Option object".
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from bot.core.form import Form
from bot.core.knowledge import Source
from bot.core.model import Language
from bot.core.ticket import Place, Ticket
from bot.slack import dates, sheet
from bot.slack.board import Board, Overview, Puzzle
from bot.slack.sheet import Sheet
from bot.slack.views import answer, text
from bot.slack.views.text import Block
from bot.slack.views.ticket import filled, moment
from bot.slack.words import Words

View = dict[str, object]

EXAMPLE = "example"
"""What the action ids of the buttons begin with that make an example of a question; a number follows."""
BLOCKS = 100
"""Blocks of a home tab."""
TICKETS, PUZZLES = 20, 10
"""Tickets (and problems), and questions that are shown; how many more there are is told."""
SHORT = 150
"""Characters of a question in a list."""


def view(board: Board, words: Words) -> View:
    """The home tab as views.publish takes it."""
    blocks = [*_asking(board.language, words), *_mine(board, words)]
    if board.unchecked:
        blocks += text.context(words.say(board.language, "ticket.refused.unchecked"))
    if board.overview is not None:
        blocks += _desk(board.overview, board, words)
    return {"type": "home", "private_metadata": board.channel, "blocks": blocks[:BLOCKS]}


def _asking(language: Language, words: Words) -> Iterator[Block]:
    say = words.say
    yield _header(say(language, "home.ask.title"))
    yield from text.sections(say(language, "home.ask"))
    empty = sheet.dump(Sheet(Form(language)))
    yield from text.actions([text.button(answer.FORM, say(language, "form.button"), empty, "primary")])


def _mine(board: Board, words: Words) -> Iterator[Block]:
    language = board.language
    yield _header(words.say(language, "home.mine.title"))
    if not board.mine:
        yield from text.context(words.say(language, "home.mine.none"))
    yield from _listed((_own(one, board, words) for one in board.mine), len(board.mine), language, words)


def _own(ticket: Ticket, board: Board, words: Words) -> str:
    language = board.language
    thread = _link(board.team, ticket.place, words.say(language, "home.mine.thread"))
    values = {"where": thread or ticket.brief.where, "since": moment(ticket.since), "owner": f"<@{ticket.owner}>"}
    return filled(words, language, f"home.mine.{ticket.state}", **values)


def _desk(overview: Overview, board: Board, words: Words) -> Iterator[Block]:
    language = board.language
    yield {"type": "divider"}
    yield from _problems(overview.problems, language, words)
    yield _header(words.say(language, "home.open.title"))
    if not overview.waiting:
        yield from text.context(words.say(language, "home.open.none"))
    rows = (_waiting(one, board, words) for one in overview.waiting)
    yield from _listed(rows, len(overview.waiting), language, words)
    yield _header(words.say(language, "home.figures.title"))
    yield from text.sections("\n".join(_figures(overview, language, words)))
    yield from _puzzles(overview.puzzles, language, words)
    yield _header(words.say(language, "home.knowledge.title"))
    sources = [_source(one, language, words) for one in overview.sources]
    yield from text.sections("\n".join([*sources, words.say(language, "home.knowledge.edit")]))


def _waiting(ticket: Ticket, board: Board, words: Words) -> str:
    values = {
        "asker": f"<@{ticket.asker}>",
        "since": moment(ticket.since),
        "owner": f"<@{ticket.owner}>",
        "card": _link(board.team, ticket.card, words.say(board.language, "home.open.card")),
    }
    return filled(words, board.language, f"home.open.{ticket.state}", **values)


def _link(team: str, thread: Place, label: str) -> str:
    """A thread as Slack's own client opens it; empty where it is not known."""
    address = text.address(team, thread.channel, thread.ts)
    return f"<{address}|{text.escape(label)}>" if thread.ts else ""


def _figures(overview: Overview, language: Language, words: Words) -> Iterator[str]:
    for days, figures, thumbs in overview.periods:
        values = {name: str(getattr(figures, name)) for name in figures.__slots__}
        counted = values | {"days": str(days), "up": str(thumbs.up), "down": str(thumbs.down)}
        yield words.say(language, "home.figures", **counted)


def _puzzles(puzzles: tuple[Puzzle, ...], language: Language, words: Words) -> Iterator[Block]:
    yield _header(words.say(language, "home.unclear.title"))
    yield from text.context(words.say(language, "home.unclear" if puzzles else "home.unclear.none"))
    label = words.say(language, "home.unclear.button")
    for number, puzzle in enumerate(puzzles[:PUZZLES]):
        value = f"{puzzle.conversation} {puzzle.question.name}"
        button = text.button(f"{EXAMPLE}-{number}", label, value)
        yield {"type": "section", "text": text.plain(puzzle.question.text, SHORT), "accessory": button}
    yield from _more(len(puzzles) - PUZZLES, language, words)


def _problems(problems: tuple[str, ...], language: Language, words: Words) -> Iterator[Block]:
    if not problems:
        return
    yield _header(words.say(language, "home.problems.title"))
    for problem in problems[:TICKETS]:
        where, _, error = problem.partition(":")
        if not error:
            yield text.section(text.escape(words.say(language, f"home.problem.{where}")))
        elif where == "support_group":
            yield text.section(text.escape(words.say(language, "home.problem.group", error=error)))
        else:
            yield text.section(filled(words, language, "home.problem.post", channel=f"<#{where}>", error=error))
    yield from _more(len(problems) - TICKETS, language, words)


def _source(source: Source, language: Language, words: Words) -> str:
    day = source.published
    published = dates.long(day, language) if day else words.say(language, "home.knowledge.undated")
    key = "home.knowledge.newer" if source.newer else "home.knowledge"
    return words.say(language, key, title=source.title[language], published=published)


def _listed(rows: Iterable[str], count: int, language: Language, words: Words) -> Iterator[Block]:
    for row in islice(rows, TICKETS):
        yield text.section(row[: text.SECTION])
    yield from _more(count - TICKETS, language, words)


def _more(count: int, language: Language, words: Words) -> Iterator[Block]:
    if count > 0:
        yield from text.context(words.say(language, "home.more", count=str(count)))


def _header(told: str) -> Block:
    return {"type": "header", "text": text.plain(told, 150)}
