"""Everything the bot can show in Slack, in both languages: every message, modal and list, for the referees to walk.

A message is {"text", "blocks"}, as chat.postMessage and response URLs take it; a view is as views.open takes it.
Whoever makes the bot show something new adds it here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from bot.core.form import Form
from bot.core.knowledge import Knowledge
from bot.core.message import Message
from bot.core.model import Conversation, Language
from bot.core.ticket import Brief, State, Ticket, Why
from bot.core.ticket import Place as Spot
from bot.delivery import soundness
from bot.delivery.figures import Figures
from bot.delivery.post import Post
from bot.delivery.thumbs import Counted
from bot.desk import Desk
from bot.slack import board
from bot.slack.board import Board, Overview, Puzzle
from bot.slack.entry import Entry
from bot.slack.sheet import Place, Sheet
from bot.slack.speech import Speech
from bot.slack.views import example, form, home, text
from bot.slack.views import ticket as tickets
from bot.slack.words import LANGUAGES, Words
from bot.store import Said, Thread, Unclear
from tests import wordings

Json = dict[str, Any]
Shown = Iterator[tuple[str, Json]]

TS = "1525132800.000100"
RESPOND = "https://hooks.slack.com/commands/T1/1/x"
THREAD = Entry("message", "T1", "C1", "U1", "C1:1", TS, thread=TS)
PRIVATE = replace(THREAD, thread="", respond=RESPOND)
FILLED = replace(THREAD, kind="form", form=Form("en", "eepa", date(2018, 2, 10)))
TICKET = Ticket(
    "t" * 16,
    "U1",
    "en",
    get_args(Why),
    since=1.5e9,
    touched=1.5e9,
    brief=Brief("<#C1>", "Can I still renew?", True, "Endpoint Protection", "Yes."),
    place=Spot("C1", TS),
    card=Spot("C2", TS),
)
PLACES = {"in a thread": THREAD, "for one person": PRIVATE, "by the form": FILLED}


def messages(desk: Desk) -> Shown:
    """Every message, by what it is."""
    knowledge = desk.knowledge
    speech = Speech(Words(knowledge.replies), knowledge)
    for language in LANGUAGES:
        for what, message in wordings.messages(knowledge, language):
            yield from _answers(f"{language}: {what}", message, speech)
        for what, post in _notes(language, speech):
            yield from _posts(f"{language}: {what}", post)
        yield from _cards(language, speech.words)
        yield from _told(language, speech.words, knowledge.replies[language])


def views(desk: Desk) -> Shown:
    """Every view, by what it is."""
    knowledge, words = desk.knowledge, Words(desk.knowledge.replies)
    channel, direct = Place("C1", respond=RESPOND, live=True), Place("D1", live=True)
    yield from homes(desk)
    for language in LANGUAGES:
        for place in (channel, direct, Place("C1", TS)):
            yield f"{language}: an empty form", form.modal(Sheet(Form(language), place), None, words)
        for product in knowledge.catalogue.products:
            filled = Sheet(Form(language, product.id, date(2018, 2, 10)), channel)
            yield f"{language}: a form with {product.id}", form.modal(filled, product, words)
            found = desk.check(Conversation(), filled.form, date(2018, 5, 1))
            yield f"{language}: {product.id} answered in the form", form.answered(filled, found.message, words)
        for what, message in wordings.messages(knowledge, language):
            yield f"{language}: {what}, in the form", form.answered(Sheet(Form(language), channel), message, words)
        for key in ("form.share", "form.human"):
            yield f"{language}: {key}", form.note(Sheet(Form(language), channel), words.say(language, key), words)


def homes(desk: Desk) -> Shown:
    """The home tab, empty and full, and the lines that teach a question; by what it is."""
    words, intents = Words(desk.knowledge.replies), list(desk.knowledge.phrases["en"].intents)
    for language in LANGUAGES:
        one = replace(TICKET, language=language)
        waiting = (one, replace(one, state="claimed", owner="U8")) * 15
        long = "< & > ` *bold* " * 30
        puzzles = tuple(Puzzle("C1:1", language, Unclear(f"C1:{number}", long)) for number in range(12))
        problems = (*(f"C{number}:is_archived" for number in range(25)), "support_group:missing_scope")
        settings = ("triage", "staff", "support", *soundness.FAULTS)
        periods = tuple((days, Figures(1, 2, 3, 4), Counted(5, 6)) for days in board.PERIODS)
        sources = tuple(desk.knowledge.sources.values())
        boards = {
            "nobody": Board(language, "T1"),
            "an asker": Board(language, "T1", "D1", waiting),
            "the support group, empty": Board(language, "T1", "D1", (), Overview(sources=sources)),
            "the support group": Board(language, "T1", "D1", waiting, Overview(waiting, periods, puzzles, sources)),
            "problems": Board(language, "T1", "D1", (), Overview(problems=(*settings, *problems))),
            "too many problems": Board(language, "T1", "D1", (), Overview(problems=problems)),
        }
        for what, shown in boards.items():
            yield f"{language}: home of {what}", home.view(shown, words)
        yield f"{language}: an example", example.modal(puzzles[0], intents, intents[0], language, words)


def options(knowledge: Knowledge) -> Shown:
    """The list of products, as it answers a `block_suggestion`."""
    for language in LANGUAGES:
        yield f"{language}: all products", {"options": form.options(knowledge.catalogue.products, language)}


def _answers(what: str, message: Message, speech: Speech) -> Shown:
    for where, entry in PLACES.items():
        yield from _posts(f"{what}, {where}", speech.say(entry, message))
    yield from _posts(f"{what}, edited", speech.correct(replace(THREAD, kind="edited"), message, "C1:1"))
    thread = Thread(said=(Said("C1:1", message),))
    button = replace(PRIVATE, text="C1:1")
    yield from _posts(f"{what}, shared", speech.share(button, thread))
    yield from _posts(f"{what}, kept", speech.keep(button, thread))


def _notes(language: Language, speech: Speech) -> Iterator[tuple[str, Post]]:
    yield "help", speech.help(PRIVATE, language)
    yield "help in both languages", speech.help(THREAD, None)
    yield "hurried", speech.hurried(THREAD, language)
    yield "sorry", speech.sorry(THREAD, language)
    yield "gone", speech.share(PRIVATE, Thread(Conversation(language)))
    for key in ("human.started", "human.started.direct", "human.failed", "forgotten", "secret", "secret.quoted"):
        yield key, speech.note(THREAD, "note", speech.words.say(language, key))


def _cards(language: Language, words: Words) -> Shown:
    """The card of a ticket and the question whether it is solved, in every state."""
    one = replace(TICKET, language=language)
    states = [replace(one, state=state, owner="U8", by="U9") for state in get_args(State)]
    private = replace(one, brief=Brief("<#C1>"), place=Spot())
    for ticket in (*states, *(replace(state, confirmed=True) for state in states), private):
        told = words.say(language, "card.title")
        for buttons in (True, False):
            shown = tickets.card(ticket, "C1:1", words, buttons=buttons)
            yield f"{language}: a card, {ticket.state}", {"text": told, "blocks": shown}
        asked = words.say(language, "ticket.solved.question", who="Sato")
        yield f"{language}: solved?", {"text": asked, "blocks": tickets.solved(ticket, "C1:1", asked, words)}


def _told(language: Language, words: Words, replies: Mapping[str, str]) -> Shown:
    """Every text of the edge, as a message of its own: some are posted just so, and all could be."""
    for key in replies:
        if key.startswith("slack."):
            told = text.escape(replies[key])
            yield f"{language}: {key}", {"text": told, "blocks": list(text.sections(replies[key]))}


def _posts(what: str, post: Post | None) -> Shown:
    """A post, and those that take its place should Slack refuse it."""
    while post is not None:
        sent = post.args.get("body") or post.args
        if "blocks" in sent:
            yield what, {"text": sent["text"], "blocks": sent["blocks"]}
        post = post.otherwise
