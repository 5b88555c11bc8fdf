"""The vault: an installation as a text that only holders of a key can read.

Fernet (AES-128-CBC and HMAC-SHA256, of the library cryptography); the first key seals, every key opens.
"""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import TypeAdapter

from bot.slack.install.installation import Installation

_INSTALLATION = TypeAdapter(Installation)


class Sealed(Exception):
    """None of the keys opens a text, or it is about another team."""


class Vault:
    """Seals and opens with some keys. keys: Fernet keys (32 bytes in URL-safe Base64) with commas in between."""

    def __init__(self, keys: str) -> None:
        made = [Fernet(key.strip()) for key in keys.split(",")]
        self._first = made[0]
        self._all = MultiFernet(made)

    def seal(self, installation: Installation) -> str:
        """The installation as a text, encrypted with the first key."""
        return self._first.encrypt(_INSTALLATION.dump_json(installation)).decode()

    def open(self, team: str, text: str) -> Installation:
        """The installation of a team in a text. Raises Sealed."""
        try:
            found = _INSTALLATION.validate_json(self._all.decrypt(text))
        except InvalidToken:
            raise Sealed from None
        if found.team != team:
            raise Sealed
        return found

    def is_of_first_key(self, text: str) -> bool:
        """Whether a text needs no other key than the first."""
        try:
            self._first.decrypt(text)
        except InvalidToken:
            return False
        return True
