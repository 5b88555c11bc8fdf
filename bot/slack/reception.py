"""The reception: what one entry leads to. Asks the desk, decides who is told what, and sends nothing itself."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot import store
from bot.core import ticket as tickets
from bot.core import utterance
from bot.core.message import Message
from bot.core.model import Language
from bot.delivery.post import Post, Step
from bot.desk import Desk
from bot.slack import entry as entries
from bot.slack import posts
from bot.slack.entry import Entry
from bot.slack.handoff import clicks, opening, relay, reminding
from bot.slack.handoff.means import Means
from bot.slack.views import answer, text
from bot.slack.views.text import Block
from bot.slack.words import Words
from bot.store import Said, Thread

TRIES = 5
"""How often an entry is tried before the asker gets an apology instead of an answer."""
_GIVEN_UP = "failed too often"
_LANGUAGES: tuple[Language, ...] = ("en", "ja")
_LONGEST_COMMAND = 40
"""Characters beside mentions; whatever is longer need not be read to see that it is no command."""
_MENTIONS = re.compile(r"<@[^<>\n]{1,80}>")
KEPT_PRIVATE = 5
"""Answers to a command that can still be shared."""


@dataclass(frozen=True, slots=True)
class Reception:
    """Turns entries into steps. today: the day in Japan. means: what it takes to hand over to a person."""

    desk: Desk
    words: Words
    today: Callable[[], date]
    means: Means

    async def answer(self, stored: str, state: str, tries: int) -> Step:
        """What a stored entry leads to, given the stored state of its conversation (empty: none)."""
        entry = entries.load(stored)
        if entry.kind == "message" and self._is_to_forget(entry.text):
            return self._forget(entry)
        step = self._of_ticket if entry.kind in ("ticket", "reply", "remind") else self._step
        return self._warning_first(entry, await step(entry, state, tries))

    async def _step(self, entry: Entry, state: str, tries: int) -> Step:
        thread = store.load(state)
        if entry.follows and not state:
            return Step()
        if tries > TRIES:
            return self._apologise(entry, thread)
        thread = replace(thread, public=thread.public or entry.public)
        if thread.ticket is not None and thread.ticket.live and relay.concerns(entry, thread.ticket):
            return relay.asked(self.means, entry, thread, thread.ticket)
        if entry.kind == "message":
            return await self._turn(entry, thread)
        if entry.kind == "human":
            return await opening.call(self.means, entry, thread)
        plain = {"hurried": self._slow_down, "help": self._help, "share": self._share}
        post = plain[entry.kind](entry, thread)
        return Step(store.dump(thread) if post else "", post)

    async def _of_ticket(self, entry: Entry, state: str, tries: int) -> Step:
        thread = store.load(state)
        if tries > TRIES:
            told = self.words.say(thread.conversation.language, "ticket.refused.failed")
            return Step(post=posts.quietly(entry, "failed", told) if entry.user else None, dead=_GIVEN_UP)
        if entry.kind == "ticket":
            return await clicks.act(self.means, entry, thread)
        if entry.kind == "reply":
            return await relay.replied(self.means, entry, thread)
        return reminding.look(self.means, entry, thread)

    async def _turn(self, entry: Entry, thread: Thread) -> Step:
        answered = self.desk.take_turn(thread.conversation, entry.text, self.today())
        if not (answered.reply.addressed or entry.addressed):
            return Step()
        message = self._warned(entry, answered.message)
        keep = KEPT_PRIVATE if entry.respond else 1
        spoken = answered.reply.kind != "handoff"
        after = replace(thread, conversation=answered.conversation)
        if spoken:
            after = thread.answered(answered.conversation, Said(entry.name, message), keep=keep)
            after = replace(after, offered=tickets.why(answered.reply))
        if not spoken or "contact_human" in answered.reply.intents:
            return await self._hand_over(entry, after, message, spoken=spoken)
        return Step(store.dump(after), self._say(entry, message))

    async def _hand_over(self, entry: Entry, thread: Thread, message: Message, *, spoken: bool) -> Step:
        """A person is called. spoken: the message holds an answer too, so it is posted first; otherwise only its
        warning is kept."""
        if spoken:
            return await opening.call(self.means, entry, thread, self._say(entry, message))
        warning = f"{message.warning}\n\n" if message.warning else ""
        return await opening.call(self.means, entry, thread, warning=warning)

    def _warned(self, entry: Entry, message: Message) -> Message:
        """The message with a warning if a secret was taken out before the desk could see it."""
        if not entry.sensitive or message.warning or entry.shared_thread:
            return message
        return replace(message, warning=self.words.say(message.language, "secret"))

    def _warning_first(self, entry: Entry, step: Step) -> Step:
        """Where others can read, the warning of a secret is for the asker's eyes only, whatever else is said."""
        if not entry.sensitive or not entry.shared_thread:
            return step
        told = "\n".join(self.words.say(language, "secret") for language in _spoken(entry))
        first = posts.warning(entry, told, list(text.sections(told)))
        return replace(step, post=replace(first, then=step.post, otherwise=step.post))

    def alarm(self, refused: Post, error: str) -> Post | None:
        """What tells the triage channel that Slack refused a post for good."""
        channel = f"<#{refused.args['channel']}>" if "channel" in refused.args else "/renewal"
        told = (self.words.say(language, "alarm", channel="\0", error=error) for language in _LANGUAGES)
        return posts.alarm(refused, self.means.triage, text.escape("\n".join(told)).replace("\0", channel))

    def _is_to_forget(self, typed: str) -> bool:
        if len(_MENTIONS.sub("", typed)) > _LONGEST_COMMAND:
            return False
        said = utterance.read(typed).folded.strip(" .!。！")
        return any(said in self.words.say(language, "forget.words").split("\n") for language in _LANGUAGES)

    def _forget(self, entry: Entry) -> Step:
        """First the asker is told, for what is needed to tell them is removed too."""
        told = "\n".join(self.words.say(language, "forgotten") for language in _spoken(entry))
        note = self._note(entry, "forgotten", told)
        return Step("", replace(note, then=posts.forget(entry)))

    def _say(self, entry: Entry, message: Message) -> Post:
        label = self.words.say(message.language, "share.button")
        asked = "" if entry.shared_thread else entry.text
        share = entry.name if entry.respond else ""
        shown = answer.blocks(message, share=share, share_label=label, asked=asked)
        return posts.reply(entry, "answer", answer.fallback(message), shown)

    def _note(self, entry: Entry, part: str, told: str, buttons: Iterable[Block] = ()) -> Post:
        """A plain text of the edge's own."""
        shown = [*text.sections(told), *text.actions(buttons)]
        return posts.reply(entry, part, text.shorten(told, text.FALLBACK), shown)

    def _help(self, entry: Entry, thread: Thread) -> Post | None:
        if not entry.addressed:
            return None
        return self._note(entry, "help", "\n\n".join(self.words.say(language, "help") for language in ("en", "ja")))

    def _share(self, entry: Entry, thread: Thread) -> Post:
        """The answer without its warning and without what it asks back: that was for the asker."""
        message = next((said.message for said in thread.said if said.name == entry.text), None)
        if message is None:
            return self._note(entry, "gone", self.words.say(thread.conversation.language, "share.gone"))
        by = text.escape(self.words.say(message.language, "share.by", who="\0")).replace("\0", f"<@{entry.user}>")
        signed: Block = {"type": "context", "elements": [{"type": "mrkdwn", "text": by}]}
        shown = answer.blocks(replace(message, warning="", question="", choices=()))
        return posts.share(entry, answer.fallback(message), [signed, *shown][: text.BLOCKS])

    def _slow_down(self, entry: Entry, thread: Thread) -> Post | None:
        if not entry.addressed:
            return None
        return self._note(entry, "hurried", self.words.say(thread.conversation.language, "hurried"))

    def _apologise(self, entry: Entry, thread: Thread) -> Step:
        if not entry.addressed and not thread.said:
            return Step(dead=_GIVEN_UP)
        language = thread.conversation.language
        asked = "" if entry.shared_thread else entry.text
        human = text.button(answer.HUMAN, self.words.say(language, "human.button"), asked or answer.HUMAN)
        note = self._note(entry, "sorry", self.words.say(language, "sorry"), [human])
        return Step(store.dump(replace(thread, offered="failed")), note, dead=_GIVEN_UP)


def _spoken(entry: Entry) -> tuple[Language, ...]:
    """The languages in which to tell something before the desk has read it."""
    return (utterance.read(entry.text).language,)
