"""The reception: what one entry leads to. Asks the desk, decides who is told what, and sends nothing itself."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot import store
from bot.core import utterance
from bot.core.message import Message
from bot.core.model import Language
from bot.delivery.post import Post, Step
from bot.desk import Desk
from bot.slack import entry as entries
from bot.slack import posts
from bot.slack.entry import Entry
from bot.slack.views import answer, handoff, text
from bot.slack.views.text import Block
from bot.slack.words import Words
from bot.store import Said, Thread

TRIES = 5
"""How often an entry is tried before the asker gets an apology instead of an answer."""
_GIVEN_UP = "failed too often"
_LANGUAGES: tuple[Language, ...] = ("en", "ja")
_LONGEST_COMMAND = 80
KEPT_PRIVATE = 5
"""Answers to a command that can still be shared."""


@dataclass(frozen=True, slots=True)
class Reception:
    """Turns entries into steps. today: the day in Japan. triage: the channel for handoffs, empty for none.

    permalink: the address of a message by channel and ts, empty if there is none.
    """

    desk: Desk
    words: Words
    today: Callable[[], date]
    triage: str
    permalink: Callable[[str, str], Awaitable[str]]

    async def answer(self, stored: str, state: str, tries: int) -> Step:
        """What a stored entry leads to, given the stored state of its conversation (empty: none)."""
        entry = entries.load(stored)
        if entry.kind == "message" and self._is_to_forget(entry.text):
            return self._forget(entry)
        return self._warning_first(entry, await self._step(entry, state, tries))

    async def _step(self, entry: Entry, state: str, tries: int) -> Step:
        thread = store.load(state)
        if thread.handed_over or (entry.follows and not state):
            return Step()
        if tries > TRIES:
            return self._apologise(entry, thread)
        if entry.kind == "message":
            return await self._turn(entry, thread)
        if entry.kind == "human":
            return await self._hand_over(entry, thread)
        plain = {"hurried": self._slow_down, "help": self._help, "share": self._share}
        post = plain[entry.kind](entry, thread)
        return Step(store.dump(thread) if post else "", post)

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
        if not spoken or "contact_human" in answered.reply.intents:
            return await self._hand_over(entry, after, message, spoken=spoken)
        return Step(store.dump(after), self._say(entry, message))

    async def _hand_over(
        self, entry: Entry, thread: Thread, message: Message | None = None, *, spoken: bool = False
    ) -> Step:
        """A card for the triage channel; the asker is told when it has landed, or that it cannot.

        message: what the desk says to it. spoken: it holds an answer too, so it is posted first; otherwise only its
        warning is kept, for the desk cannot know whether the card lands.
        """
        language = thread.conversation.language or "en"
        warning = f"{message.warning}\n\n" if message and message.warning and not spoken else ""
        failed = self._note(entry, "failed", warning + self.words.say(language, "human.failed"))
        card = await self._card(entry, thread, language, warning, failed) if self.triage else failed
        post = replace(self._say(entry, message), then=card) if message and spoken else card
        return Step(store.dump(thread), post)

    async def _card(self, entry: Entry, thread: Thread, language: Language, warning: str, failed: Post) -> Post:
        link = await self._link(entry) if entry.shared_thread else ""
        shown = handoff.blocks(entry, thread, link, language, self.words, self.desk.knowledge.lines)
        told = self.words.say(language, "human.started" if entry.shared_thread else "human.started.direct")
        quiet = store.dump(replace(thread, handed_over=True)) if entry.thread else ""
        return replace(
            posts.card(entry, self.triage, self.words.say(language, "card.title"), shown),
            keeps=quiet,
            then=self._note(entry, "told", warning + told),
            otherwise=failed,
        )

    async def _link(self, entry: Entry) -> str:
        """The address of the entry's thread: as Slack tells it, else as its own client writes it."""
        told = await self.permalink(entry.channel, entry.thread)
        where = f"{entry.team}/{entry.channel}/thread/{entry.channel}-{entry.thread}"
        return told or f"https://app.slack.com/client/{where}"

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
        return posts.alarm(refused, self.triage, text.escape("\n".join(told)).replace("\0", channel))

    def _is_to_forget(self, typed: str) -> bool:
        if len(typed) > _LONGEST_COMMAND:
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
        shown = answer.blocks(message, share=entry.name if entry.respond else "", share_label=label)
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
        human = text.button(answer.HUMAN, self.words.say(language, "human.button"), answer.HUMAN)
        note = self._note(entry, "sorry", self.words.say(language, "sorry"), [human])
        return Step(store.dump(thread), note, dead=_GIVEN_UP)


def _spoken(entry: Entry) -> tuple[Language, ...]:
    """The languages in which to tell something before the desk has read it."""
    return (utterance.read(entry.text).language,)
