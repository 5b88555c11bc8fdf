"""What the edge itself says (buttons, handoffs, apologies), looked up in the knowledge by key."""

from collections.abc import Mapping

from bot.core.model import Language

LANGUAGES: tuple[Language, ...] = ("en", "ja")


class Words:
    """The texts whose keys begin with `slack.`, in both languages."""

    def __init__(self, replies: Mapping[Language, Mapping[str, str]]) -> None:
        self._replies = replies
        self._lists: dict[str, frozenset[str]] = {}

    def say(self, language: Language | None, key: str, /, **values: str) -> str:
        """The text of `slack.<key>` with its placeholders filled. language: None is English."""
        return self._replies[language or "en"][f"slack.{key}"].format_map(values)

    def both(self, key: str, /, **values: str) -> str:
        """The text in both languages, one below the other: for whoever's language is not known."""
        return "\n".join(self.say(language, key, **values) for language in LANGUAGES)

    def listed(self, key: str) -> frozenset[str]:
        """What people may type for something, one wording a line of the text, in whichever language they type it."""
        if key not in self._lists:
            self._lists[key] = frozenset(self.both(key).split("\n"))
        return self._lists[key]
