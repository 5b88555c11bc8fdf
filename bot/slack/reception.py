"""The reception: what one entry leads to. Asks the desk, decides who is told what, and sends nothing itself."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot import store
from bot.core import ticket as tickets
from bot.core import utterance
from bot.core.form import Form
from bot.core.message import Message
from bot.core.model import Conversation, Language
from bot.delivery.figures import Sort
from bot.delivery.post import Post, Step
from bot.desk import Answered, Desk
from bot.slack import board, forgetting, posts
from bot.slack import entry as entries
from bot.slack.entry import Entry
from bot.slack.handoff import clicks, opening, relay, reminding
from bot.slack.handoff.means import Means
from bot.slack.speech import Speech
from bot.slack.views import text
from bot.slack.words import Words
from bot.store import Said, Thread

TRIES = 5
"""How often an entry is tried before the asker gets an apology instead of an answer."""
_GIVEN_UP = "failed too often"
KEPT_PRIVATE = 5
"""Answers to a command that can still be shared."""


@dataclass(frozen=True, slots=True)
class Reception:
    """Turns entries into steps. today: the day in Japan. means: what it takes to hand over to a person.

    locale: the language that somebody has set in Slack, by team and user; None if Slack does not tell.
    """

    desk: Desk
    words: Words
    today: Callable[[], date]
    means: Means
    locale: Callable[[str, str], Awaitable[Language | None]]

    @property
    def speech(self) -> Speech:
        """What says it."""
        return Speech(self.words, self.desk.knowledge)

    async def answer(self, stored: str, state: str, tries: int) -> Step:
        """What a stored entry leads to, given the stored state of its conversation (empty: none)."""
        entry, thread = entries.load(stored), store.load(state)
        if entry.follows and not state:
            return Step()
        if entry.kind == "message" and forgetting.asked(entry.text, self.words):
            return self._forget(entry)
        if entry.kind in ("ticket", "reply", "remind"):
            step = self._of_ticket
        else:
            step = self._changed if entry.kind in ("edited", "deleted") else self._step
        return self._warning_first(entry, await step(entry, thread, tries))

    async def _step(self, entry: Entry, thread: Thread, tries: int) -> Step:
        if tries > TRIES:
            return await self._apologise(entry, thread)
        thread = replace(thread, public=thread.public or entry.public)
        if thread.ticket is not None and thread.ticket.live and relay.concerns(entry, thread.ticket):
            said = self.speech.spelled(entry) if entry.form else entry
            return relay.asked(self.means, said, thread, thread.ticket)
        if entry.kind == "message":
            return await self._turn(entry, replace(thread, conversation=Conversation()) if entry.quoted else thread)
        counts: Sort | Literal[""] = ""
        if entry.form is not None:
            thread, counts = self._filled(entry, entry.form, thread)
        if entry.kind == "human":
            return self._handed(await opening.call(self.means, entry, thread))
        post = await self._plain(entry, thread)
        counts = counts if entry.kind == "form" else ""
        return Step(store.dump(thread) if post else "", post, counts=counts, day=self.today().isoformat())

    async def _plain(self, entry: Entry, thread: Thread) -> Post | None:
        """The one post that the plain kinds of entry lead to."""
        match entry.kind:
            case "form":
                return self.speech.say(entry, thread.said[-1].message)
            case "share":
                return self.speech.share(entry, thread)
            case "keep":
                return self.speech.keep(entry, thread)
        if not entry.addressed:
            return None
        tell = self.speech.help if entry.kind == "help" else self.speech.hurried
        return tell(entry, await self._language(entry, thread))

    async def _of_ticket(self, entry: Entry, thread: Thread, tries: int) -> Step:
        if tries > TRIES:
            told = self.words.say(thread.conversation.language, "ticket.refused.failed")
            return Step(post=posts.quietly(entry, "failed", told) if entry.user else None, dead=_GIVEN_UP)
        if entry.kind == "ticket":
            return await clicks.act(self.means, entry, thread)
        if entry.kind == "reply":
            return await relay.replied(self.means, entry, thread)
        return reminding.look(self.means, entry, thread)

    # ------------------------------------------------------------ a question

    async def _turn(self, entry: Entry, thread: Thread) -> Step:
        before, answered = await self._answered(entry, thread.conversation)
        if not (answered.reply.addressed or entry.addressed):
            return Step()
        message = self._warned(entry, answered.message)
        after = replace(thread, conversation=answered.conversation)
        spoken = answered.reply.kind != "handoff"
        if spoken:
            said = Said(entry.name, message, None if entry.respond else before)
            after = thread.answered(answered.conversation, said, keep=_keep(entry))
            after = replace(after, offered=tickets.why(answered.reply))
        if _calls_a_person(answered):
            return await self._hand_over(entry, after, message, spoken=spoken)
        return self._counted(entry, after, answered, self.speech.say(entry, message))

    def _counted(self, entry: Entry, thread: Thread, answered: Answered, post: Post) -> Step:
        """The step that an answer is, with what is counted of it."""
        counts = board.sort(answered)
        thread = self._remembered(entry, thread, entry.name, counts)
        day, unclear = self.today().isoformat(), any(one.name == entry.name for one in thread.unclear)
        return Step(store.dump(thread), post, counts=counts, day=day, unclear=unclear)

    def _remembered(self, entry: Entry, thread: Thread, name: str, counts: str) -> Thread:
        """The thread with a question in it that was not understood, where everybody can read what was asked."""
        if counts == "unclear" and thread.public and entry.shared_thread:
            return thread.puzzled(name, utterance.read(entry.text).text.strip())
        return thread.settled(name)

    async def _answered(self, entry: Entry, known: Conversation) -> tuple[Conversation, Answered]:
        """The conversation and its turn; a text that could be of either language is taken to be of the asker's."""
        answered = self.desk.take_turn(known, entry.text, self.today())
        if answered.open and (language := await self.locale(entry.team, entry.user)):
            known = replace(known, language=language)
            answered = self.desk.take_turn(known, entry.text, self.today())
        return known, answered

    def _filled(self, entry: Entry, filled: Form, thread: Thread) -> tuple[Thread, Sort | Literal[""]]:
        """The thread after a form was filled in and answered, and what that counts as; nobody has been told yet."""
        answered = self.desk.check(thread.conversation, filled, self.today())
        after = thread.answered(answered.conversation, Said(entry.name, answered.message), keep=_keep(entry))
        return replace(after, offered=tickets.why(answered.reply)), board.sort(answered)

    async def _hand_over(self, entry: Entry, thread: Thread, message: Message, *, spoken: bool) -> Step:
        """A person is called. spoken: the message holds an answer too, so it is posted first; otherwise only its
        warning is kept."""
        if spoken:
            return self._handed(await opening.call(self.means, entry, thread, self.speech.say(entry, message)))
        warning = f"{message.warning}\n\n" if message.warning else ""
        return self._handed(await opening.call(self.means, entry, thread, warning=warning))

    def _handed(self, step: Step) -> Step:
        """Counted where a ticket was opened."""
        return step if step.times is None else replace(step, counts="handed", day=self.today().isoformat())

    # ------------------------------------------------------------ a question that was edited or deleted

    async def _changed(self, entry: Entry, thread: Thread, tries: int) -> Step:
        """What becomes of the answer to a question that was edited or deleted.

        The latest question is answered anew where its answer stands, unless a person has taken over; an earlier one
        stays as it was answered. When one is deleted, what was understood from it is forgotten, and its answer, which
        tells of it, is removed.
        """
        if entry.question not in thread.heard:
            return Step()
        if tries > TRIES:
            return Step(dead=_GIVEN_UP)
        if entry.kind == "deleted":
            after = thread.without(entry.question)
            return Step(store.dump(after), posts.removal(entry, f"{entry.question}:answer"))
        latest = thread.said[-1] if thread.said else None
        taken_over = thread.ticket is not None and thread.ticket.live
        if taken_over or latest is None or latest.name != entry.question or latest.before is None:
            return Step()
        return await self._again(entry, thread, latest.before)

    async def _again(self, entry: Entry, thread: Thread, before: Conversation) -> Step:
        """The latest question once more, in other words, after what was known before it."""
        answered = self.desk.take_turn(before, entry.text, self.today())
        if _calls_a_person(answered):
            return await self._turn(entry, thread)
        message = self._warned(entry, answered.message)
        said = (*thread.said[:-1], Said(entry.question, message, before))
        after = replace(thread, conversation=answered.conversation, said=said, offered=tickets.why(answered.reply))
        after = self._remembered(entry, after, entry.question, board.sort(answered))
        return Step(store.dump(after), self.speech.correct(entry, message, of=entry.question))

    # ------------------------------------------------------------ what is said beside an answer

    async def _language(self, entry: Entry, thread: Thread) -> Language | None:
        """The language of the conversation, else the one that the person has set in Slack; None: it is not known."""
        return thread.conversation.language or await self.locale(entry.team, entry.user)

    async def _apologise(self, entry: Entry, thread: Thread) -> Step:
        if not entry.addressed and not thread.said:
            return Step(dead=_GIVEN_UP)
        sorry = self.speech.sorry(entry, await self._language(entry, thread))
        return Step(store.dump(replace(thread, offered="failed")), sorry, dead=_GIVEN_UP)

    def _warned(self, entry: Entry, message: Message) -> Message:
        """The message with a warning if a secret was taken out before the desk could see it."""
        if not entry.sensitive or message.warning or entry.shared_thread:
            return message
        return replace(message, warning=self.words.say(message.language, "secret.quoted" if entry.quoted else "secret"))

    def _warning_first(self, entry: Entry, step: Step) -> Step:
        """Where others can read, the warning of a secret is for the asker's eyes only, whatever else is said."""
        if not entry.sensitive or not entry.shared_thread:
            return step
        told = self.words.say(_spoken(entry), "secret")
        first = posts.warning(entry, told, list(text.sections(told)))
        return replace(step, post=replace(first, then=step.post, otherwise=step.post))

    def alarm(self, refused: Post, error: str) -> Post | None:
        """What tells the triage channel that Slack refused a post for good."""
        channel = f"<#{refused.args['channel']}>" if "channel" in refused.args else "/renewal"
        told = self.words.both("alarm", channel="\0", error=error)
        return posts.alarm(refused, self.means.triage, text.escape(told).replace("\0", channel))

    def _forget(self, entry: Entry) -> Step:
        """First the asker is told, for what is needed to tell them is removed too."""
        note = self.speech.note(entry, "forgotten", self.words.say(_spoken(entry), "forgotten"))
        return Step("", replace(note, then=posts.forget(entry)))


def _calls_a_person(answered: Answered) -> bool:
    return answered.reply.kind == "handoff" or "contact_human" in answered.reply.intents


def _keep(entry: Entry) -> int:
    """How many answers are kept: those that only one person saw can still be shared."""
    return KEPT_PRIVATE if entry.respond else 1


def _spoken(entry: Entry) -> Language:
    """The language in which to tell something before the desk has read it."""
    return utterance.read(entry.text).language
