"""Secrets planted into questions, each of them its own, so that any trace of one can be found."""

import random

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
_MIXED = _LETTERS + "23456789"
_PASSWORDS = ["password: {}", "パスワードは{}です", "my password is {}", "PW={}", "ﾊﾟｽﾜｰﾄﾞ：{}", "パスワード「{}」"]
_WIDE = {ord(one): ord(one) + 0xFEE0 for one in _MIXED + "01-" + _LETTERS.lower()}


class Planted:
    """`one` gives a piece of text with a secret as long as there are any left; `values` are all given so far."""

    def __init__(self, count: int, seed: int) -> None:
        self._left = count
        self._dice = random.Random(seed)
        self.values: list[str] = []

    def one(self) -> str:
        """A piece of text to put behind a question; empty when none is left."""
        if self._left <= 0:
            return ""
        self._left -= 1
        value, told = self._dice.choice(_KINDS)(self._dice)
        self.values.append(value)
        return f", {told.format(value)}"

    def found(self, where: bytes) -> list[str]:
        """The secrets of which a trace is in there, in any width or case."""
        text = where.decode("utf-8", "replace").lower()
        return [value for value in self.values if any(trace in text for trace in _traces(value.lower()))]


def _traces(value: str) -> set[str]:
    """What would show that a secret was there: itself, narrow, and its end, should only a part have been taken out."""
    narrow = _narrow(value)
    return {value, narrow, value[-9:], narrow[-9:]}


def _narrow(value: str) -> str:
    return "".join(chr(ord(one) - 0xFEE0) if 0xFF01 <= ord(one) <= 0xFF5E else one for one in value)


def _group(dice: random.Random, size: int) -> str:
    """Letters and digits, at least one of each."""
    made = [dice.choice(_LETTERS), dice.choice("23456789"), *(dice.choice(_MIXED) for _ in range(size - 2))]
    dice.shuffle(made)
    return "".join(made)


def _key(dice: random.Random) -> tuple[str, str]:
    value = dice.choice(["-", " ", " - ", "_", ".", "\u2010", "\u2014", ""]).join(_group(dice, 4) for _ in range(5))
    return _written(dice, value), dice.choice(["key {}", "ライセンスキーは{}です", "this code {} from work", "{}"])


def _user(dice: random.Random) -> tuple[str, str]:
    value = dice.choice(["EAV-", "EAV", "TRIAL-", "EAV ", "AV-"]) + "".join(
        dice.choice("0123456789") for _ in range(10)
    )
    return _written(dice, value), dice.choice(["user name {}", "ユーザー名 {}", "{}"])


def _serial(dice: random.Random) -> tuple[str, str]:
    value = f"ES{_group(dice, 2)}-{_group(dice, 4)}-{_group(dice, 4)}"
    return _written(dice, value), dice.choice(["serial {}", "シリアル番号:{}", "{}"])


def _password(dice: random.Random) -> tuple[str, str]:
    value = _group(dice, 10) + dice.choice("!#%")
    return value, dice.choice(_PASSWORDS)


def _token(dice: random.Random) -> tuple[str, str]:
    digits = "".join(dice.choice("0123456789") for _ in range(12))
    return dice.choice(["xoxb", "xoxp", "xapp-1"]) + f"-{digits}-{_group(dice, 16)}", dice.choice(["token {}", "{}"])


def _written(dice: random.Random, value: str) -> str:
    """The value as it is, in small letters, or in full width."""
    return dice.choice([value, value.lower(), value.translate(_WIDE)])


_KINDS = (_key, _user, _serial, _password, _token)
