"""Everything the bot can show in Slack, in both languages: every message, modal and list, for the referees to walk.

A message is {"text", "blocks"}, as chat.postMessage and response URLs take it; a view is as views.open takes it.
Whoever makes the bot show something new adds it here.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from bot.core.form import Form
from bot.core.knowledge import Knowledge
from bot.core.message import Message
from bot.core.model import Conversation, Language
from bot.delivery.post import Post
from bot.desk import Desk
from bot.slack.entry import Entry
from bot.slack.sheet import Place, Sheet
from bot.slack.speech import Speech
from bot.slack.views import form, handoff
from bot.slack.words import LANGUAGES, Words
from bot.store import Said, Thread
from tests import wordings

Json = dict[str, Any]
Shown = Iterator[tuple[str, Json]]

TS = "1525132800.000100"
RESPOND = "https://hooks.slack.com/commands/T1/1/x"
THREAD = Entry("message", "T1", "C1", "U1", "C1:1", TS, thread=TS)
PRIVATE = replace(THREAD, thread="", respond=RESPOND)
FILLED = replace(THREAD, kind="form", form=Form("en", "eepa", date(2018, 2, 10)))
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
        yield from _cards(language, desk)


def views(desk: Desk) -> Shown:
    """Every view, by what it is."""
    knowledge, words = desk.knowledge, Words(desk.knowledge.replies)
    channel, home = Place("C1", respond=RESPOND, live=True), Place("D1", live=True)
    for language in LANGUAGES:
        for place in (channel, home, Place("C1", TS)):
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


def _cards(language: Language, desk: Desk) -> Shown:
    typed = {"en": "Mail Security, about two months ago", "ja": "Mail Security は二か月ほど前に切れました"}[language]
    answered = desk.take_turn(Conversation(), typed, date(2018, 4, 1), language)
    thread = Thread().answered(answered.conversation, Said("C1:1", answered.message))
    words = Words(desk.knowledge.replies)
    blocks = handoff.blocks(THREAD, thread, "https://x.example/p1", language, words, desk.knowledge.lines)
    yield f"{language}: a card", {"text": words.say(language, "card.title"), "blocks": blocks}


def _posts(what: str, post: Post | None) -> Shown:
    """A post, and those that take its place should Slack refuse it."""
    while post is not None:
        sent = post.args.get("body") or post.args
        if "blocks" in sent:
            yield what, {"text": sent["text"], "blocks": sent["blocks"]}
        post = post.otherwise
