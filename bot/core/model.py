"""The words of the desk, as types: everything a question becomes on its way to an answer.

A question goes one way: text → Utterance → Reading → Reply → Message. Every value here is frozen, can be
printed, compared and written into a test file. Days are calendar days in Japan (Asia/Tokyo).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["en", "ja"]
LineId = str
ProductId = str
IntentId = str
ArticleId = str
SourceId = str

State = Literal["in_term", "in_grace", "boundary", "closed", "unlimited", "not_covered", "depends", "unknown"]
Verdict = Literal["yes", "no", "depends"]
Slot = Literal["line", "expiry"]
Scope = Literal["covered", "not-covered"]
About = Literal["ours", "elsewhere", "nothing"]
Role = Literal["expiry", "purchase", "renewal", "asked", "today", "other", "none"]
"""What a date is the date of. `asked`: a day of acting ("if I apply on 5 July"); `today`: "it is 7/31 today";
`other`: a support end, a release, a ticket; `none`: the words do not say (a bare "31 March")."""


# ---------------------------------------------------------------- what was typed


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a person typed, ready to be read: NFKC, Slack's markup and all secrets taken out.

    `folded` is `text` in lower case, the same length. `origin[i]` is the offset in the typed text of
    `text[i]`; None when nothing moved. `secrets` names the kinds that were taken out, never their values.
    """

    text: str
    folded: str
    language: Language
    secrets: tuple[str, ...] = ()
    origin: tuple[int, ...] | None = None

    def typed_at(self, offset: int) -> int:
        """The offset in the typed text of an offset in `text` (0 … len(text))."""
        if self.origin is None:
            return offset
        if not self.origin:
            return 0  # Nothing but invisible characters was typed.
        return self.origin[offset] if offset < len(self.origin) else self.origin[-1] + 1


# ---------------------------------------------------------------- what was found in it


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both inclusive; None is open on that side."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Margin:
    """How far a rounded date may be off on either side: calendar days plus calendar months."""

    days: int = 0
    months: int = 0


EXACT = Margin()


@dataclass(frozen=True, slots=True)
class Named:
    """What was said outright of a date, so that a conversation can complete it ("31日" after "2018年5月").

    `part`: of a month that was not said ("end", "first-half"), or which side of `day` is meant ("after", "before";
    "from", "until" with the day itself).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in an utterance: `text[start:end]`, one Period per reading (03/04/2018 has two), likeliest first.

    `readings` is empty for a date that does not exist (31 November). `named` is set only where the date was
    given by calendar parts; a relative date ("last month") has an empty one.
    """

    text: str
    start: int
    end: int
    readings: tuple[Period, ...]
    role: Role = "none"
    margin: Margin = EXACT
    named: Named = Named()

    @property
    def approximate(self) -> bool:
        """Whether people round such a date ("two months ago")."""
        return self.margin != EXACT


@dataclass(frozen=True, slots=True)
class ProductMention:
    """A product named in an utterance: `text[start:end]`, what it may be and the lines it may belong to,
    likeliest first. `lines` is empty for a product that no line knows (Mail Security for Exchange)."""

    text: str
    start: int
    end: int
    products: tuple[ProductId, ...]
    lines: tuple[LineId, ...]
    wider: tuple[LineId, ...] = ()
    """Lines that the same name has with a platform that was not named (NOD32, with Server)."""


@dataclass(frozen=True, slots=True)
class Clue:
    """Words that say which line is meant without naming a product ("the box", "users' site", "the server").

    A clue narrows candidate lines. `proposes`: it also brings its lines up when nothing was named.
    `platform`: it says where the product runs, which may make another product of its name (NOD32, on a server).
    """

    text: str
    start: int
    end: int
    lines: tuple[LineId, ...]
    proposes: bool = False
    platform: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that joins two things: `lists` them, `corrects` the first, says that the `same` holds, or for `both`; or
    points at the `first`, `second` or `other` of the things talked about; or sets one apart: as another matter
    (`aside`), as of the term before (`earlier`); or tells how dates in digits are to be read (`day_first`,
    `month_first`); or a name of what is none of ours (`foreign`), or of an office (`office/osaka`)."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Intent:
    """What a person wants: id, a score from 0 to 1, where in the text, and a topic inside the intent
    (out_of_scope/switching) or None."""

    id: IntentId
    score: float
    start: int = 0
    topic: str | None = None
    beside: bool = False
    """Told by the way: in one sentence with another intent, or in one that asks nothing."""


RENEWAL: frozenset[IntentId] = frozenset({"can_renew", "how_to_renew"})
"""The intents that the rules answer; all others are answered by articles."""
SURE = 0.5
"""Below this score an intent is not acted on: the desk asks back with the likeliest as buttons."""
CERTAIN = 0.95
"""From this score on an intent stands, whatever else is asked beside it."""
STRONG = 0.75
"""Below this score an intent gives way where what is told beside it points to a renewal question."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one utterance says, before any conversation is considered.

    `intents`: most important first, small talk around a question left out. `acts`: moves in a conversation
    (affirm, deny, doubt, not_expired, …), as found. `rival`: another vendor's product is named.
    """

    utterance: Utterance
    intents: tuple[Intent, ...] = ()
    acts: frozenset[str] = frozenset()
    products: tuple[ProductMention, ...] = ()
    clues: tuple[Clue, ...] = ()
    dates: tuple[DateMention, ...] = ()
    rival: bool = False
    marks: tuple[Mark, ...] = ()
    denied: tuple[tuple[LineId, ...], ...] = ()
    """The lines of each name that is said not to be meant ("not the package")."""
    doubted: tuple[tuple[LineId, ...], ...] = ()
    """The lines of each name that is only asked about ("is it the package?"): they stay possible."""
    bare: bool = False
    """Nothing but names and dates, as an answer to a question: its language is the conversation's, unless it tells."""
    unsettled: bool = False
    """Whether no date that is told now, or was before, is the expiry for certain."""
    which: bool = False
    """Whether nobody knows which line it is, whatever clues there are."""
    about: About = "ours"
    """Whether any word has to do with what the desk is for, or with something else that is renewed."""


# ---------------------------------------------------------------- what was decided


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules say of one line. `last_day`: the last renewal day, a Period where the expiry is one;
    None where there is no limit or nothing is known. `states`: all that the possible days hold, early first.
    `main`: the state of the main license on which an option depends, where that makes the outcome unsure."""

    line: LineId
    state: State
    last_day: Period | None = None
    states: tuple[State, ...] = ()
    main: State | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing asked about, as far as it is known by now.

    `lines`: the candidate lines that are left, likeliest first; empty when nothing was named. `could_be`: all that its
    names allow; a correction goes back to these. `wider`: lines that its name would have with a platform that was not
    named. `in_term`, `expired`: what the asker says of it without a date (both: one contradicts the other).
    """

    lines: tuple[LineId, ...] = ()
    products: tuple[ProductId, ...] = ()
    expiry: tuple[DateMention, ...] = ()
    in_term: bool = False
    expired: bool = False
    could_be: tuple[LineId, ...] = ()
    wider: tuple[LineId, ...] = ()
    office: str = ""
    """Whose it is ("osaka"), where offices are told apart: another's date is none of its own."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the desk remembers between turns. Holds no text that a person typed, only what was understood."""

    language: Language | None = None
    subjects: tuple[Subject, ...] = ()
    intents: tuple[IntentId, ...] = ()
    topics: tuple[str | None, ...] = ()
    earlier: tuple[Subject, ...] = ()
    """What was talked about before the present subjects, latest first."""
    asked: tuple[Slot, ...] = ()
    told_newer_edition: bool = False
    misunderstood: int = 0
    """Messages in a row that were not understood."""
    offered: bool = False
    """Whether a person was offered last: "yes, please" takes that up."""


ReplyKind = Literal["answer", "article", "handoff", "smalltalk", "not_covered", "unclear"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the desk decided to say, without words. The fields are those of the machine-readable answer.

    `addressed`: whether the message was one for the desk at all (a bot in a channel keeps quiet otherwise).
    """

    language: Language
    intents: tuple[IntentId, ...]
    kind: ReplyKind
    topics: tuple[str | None, ...] = ()
    scope: Scope = "covered"
    lines: tuple[LineId, ...] = ()
    subjects: tuple[Subject, ...] = ()
    groups: tuple[tuple[Outcome, ...], ...] = ()
    """The outcomes of each subject's candidate lines; empty for a product that no line knows."""
    verdict: Verdict | None = None
    missing: tuple[Slot, ...] = ()
    articles: tuple[ArticleId, ...] = ()
    asked_about: tuple[Period, ...] = ()
    impossible: tuple[str, ...] = ()
    unsettled: bool = False
    """Whether a date was told, but none that is the expiry for certain."""
    tell_newer_edition: bool = False
    doubted: bool = False
    rule_only: bool = False
    handoff: bool = False
    secrets: tuple[str, ...] = ()
    addressed: bool = True
    choices: tuple[IntentId, ...] = ()
    today: date = date.min

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """All outcomes in one row."""
        return tuple(outcome for group in self.groups for outcome in group)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: what to remember and what to say."""

    conversation: Conversation
    reply: Reply
