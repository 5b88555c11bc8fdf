"""What the edge says to an entry, as posts: answers with their buttons, and the few texts of its own. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.core import form
from bot.core.form import Form
from bot.core.knowledge import Knowledge
from bot.core.message import Message
from bot.core.model import Language
from bot.delivery.post import Post
from bot.slack import dates, posts, sheet
from bot.slack.entry import Entry
from bot.slack.sheet import Sheet
from bot.slack.views import answer, text, thumbs
from bot.slack.views.answer import Sharing
from bot.slack.views.text import Block
from bot.slack.words import LANGUAGES, Words
from bot.store import Thread


@dataclass(frozen=True, slots=True)
class Speech:
    """Makes the posts. Wherever a language is None it is not known: English then, or both where there is room."""

    words: Words
    knowledge: Knowledge

    def say(self, entry: Entry, message: Message) -> Post:
        """An answer to where the entry came from."""
        post = posts.reply(
            entry, "answer", answer.fallback(message), self._shown(entry, message), self._rating(message)
        )
        return self._in_session(entry, post, message)

    def correct(self, entry: Entry, message: Message, of: str) -> Post:
        """An answer in the place of an earlier one, whose question was edited. of: that question's name."""
        shown = self._shown(entry, message)
        return posts.anew(entry, f"{of}:answer", answer.fallback(message), shown, self._rating(message))

    def note(self, entry: Entry, part: str, told: str, buttons: Iterable[Block] = ()) -> Post:
        """A plain text of the edge's own. part: unique within the entry."""
        shown = [*text.sections(told), *text.actions(buttons)]
        return self._in_session(entry, posts.reply(entry, part, text.shorten(told, text.FALLBACK), shown))

    def help(self, entry: Entry, language: Language | None) -> Post:
        """What one may ask, with a button that opens the form."""
        spoken = (language,) if language else LANGUAGES
        told = "\n\n".join(self.words.say(one, "help") for one in spoken)
        return self.note(entry, "help", told, self._forms(spoken))

    def share(self, entry: Entry, thread: Thread) -> Post:
        """The answer for everyone, without its warning and without what it asks back: that was for the asker."""
        message = _said(entry, thread)
        if message is None:
            return self._gone(entry, thread)
        by = text.escape(self.words.say(message.language, "share.by", who="\0")).replace("\0", f"<@{entry.user}>")
        bare = replace(message, warning="", question="", choices=(), form_label="")
        shown = [*text.signed(by), *self._asked(entry, message.language), *answer.blocks(bare)]
        return posts.share(entry, answer.fallback(message), shown[: text.BLOCKS])

    def keep(self, entry: Entry, thread: Thread) -> Post:
        """The answer again, in its own place and without the buttons that were there to decide this."""
        message = _said(entry, thread)
        if message is None:
            return self._gone(entry, thread)
        return posts.replaced(entry, answer.fallback(message), answer.blocks(message))

    def hurried(self, entry: Entry, language: Language | None) -> Post:
        """Too many questions within a minute."""
        return self.note(entry, "hurried", self.words.say(language, "hurried"))

    def sorry(self, entry: Entry, language: Language | None) -> Post:
        """An apology, with the button that calls a human."""
        human = text.button(answer.HUMAN, self.words.say(language, "human.button"), _asked(entry) or answer.HUMAN)
        return self.note(entry, "sorry", self.words.say(language, "sorry"), [human])

    def _shown(self, entry: Entry, message: Message) -> list[Block]:
        sharing = self._sharing(entry, message.language)
        shown = [*self._asked(entry, message.language), *answer.blocks(message, sharing, _asked(entry))]
        return shown[: text.BLOCKS - 1]

    def _rating(self, message: Message) -> Block | None:
        """What asks whether it helped; only where something was answered, which is where a source is named."""
        return thumbs.block(message.language, self.words) if message.note else None

    def _in_session(self, entry: Entry, post: Post, message: Message | None = None) -> Post:
        """A direct message that is a thread of its own is an agent session."""
        if not (entry.direct and entry.thread):
            return post
        language = message.language if message else None
        about = form.product(message.form, self.knowledge) if message else None
        title = about.name[message.language] if message and about else self.words.say(language, "session.title")
        return posts.in_session(post, title, bool(message and message.question))

    def _gone(self, entry: Entry, thread: Thread) -> Post:
        return self.note(entry, "gone", self.words.say(thread.conversation.language, "share.gone"))

    def _sharing(self, entry: Entry, language: Language) -> Sharing | None:
        """The buttons of an answer that only the asker sees."""
        if not entry.respond:
            return None
        return Sharing(entry.name, self.words.say(language, "share.button"), self.words.say(language, "keep.button"))

    def _forms(self, spoken: Iterable[Language]) -> Iterator[Block]:
        for language in spoken:
            empty = sheet.dump(Sheet(Form(language)))
            yield text.button(f"{answer.FORM}-{language}", self.words.say(language, "form.button"), empty)

    def _asked(self, entry: Entry, language: Language) -> Iterable[Block]:
        """Whose form it was and what it held, for those who read the answer without having seen it."""
        if entry.form is None or entry.direct:
            return ()
        product, day = self._filled(entry.form, language)
        told = self.words.say(language, "form.asked", who="\0", product=product, day=day)
        return text.signed(text.escape(told).replace("\0", f"<@{entry.user}>"))

    def spelled(self, entry: Entry) -> Entry:
        """A form as somebody might have typed it, for people who read it."""
        filled = entry.form or Form()
        return replace(entry, kind="message", text=", ".join(self._filled(filled, filled.language)))

    def _filled(self, filled: Form, language: Language) -> tuple[str, str]:
        chosen, day, nothing = form.product(filled, self.knowledge), filled.expiry, "–"
        return chosen.name[language] if chosen else nothing, dates.long(day, language) if day else nothing


def _asked(entry: Entry) -> str:
    """The question as it goes along with the button that calls a person, where it cannot be read in a thread."""
    return "" if entry.shared_thread else entry.text


def _said(entry: Entry, thread: Thread) -> Message | None:
    """The answer that a button below it is about; None where it is no longer kept."""
    return next((said.message for said in thread.said if said.name == entry.text), None)
