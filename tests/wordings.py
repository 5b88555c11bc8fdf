"""Everything that the desk can say, listed for review: each intent, line and state, in both languages.

`python -m tests.wordings` writes tests/snapshots/answers.{en,ja}.txt anew; read the difference before committing it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from bot import library
from bot.core import dialogue, wording
from bot.core.knowledge import Knowledge, Window
from bot.core.message import Message
from bot.core.model import (
    Conversation,
    DateMention,
    Intent,
    Language,
    Margin,
    Mark,
    Period,
    ProductMention,
    Reading,
    Role,
    Subject,
    Utterance,
)

ROOT = Path(__file__).parent.parent
SNAPSHOTS = ROOT / "tests" / "snapshots"
TODAY = date(2026, 10, 30)
SEEN = Conversation(language="en", told_newer_edition=True)
INTENTS = (
    "can_renew how_to_renew after_renewal offline_license_file license_key_file version_upgrade license_info"
    " application_form cloud_option serial_change expiry_signs expiry_effect successor_product contact_human greeting"
    " thanks help out_of_scope"
).split()


def on(start: date | None, end: date | None, days: int = 0, role: Role = "expiry") -> DateMention:
    return DateMention("", 0, 0, (Period(start, end),), role, Margin(days))


def exact(day: date) -> DateMention:
    return on(day, day)


EXPIRIES: dict[str, tuple[DateMention, ...]] = {
    "not known": (),
    "in term": (exact(date(2026, 12, 31)),),
    "expired a week ago": (exact(date(2026, 10, 23)),),
    "exactly 30 days ago": (exact(TODAY - timedelta(days=30)),),
    "exactly 3 months ago": (exact(date(2026, 7, 30)),),
    "a day too long ago": (exact(date(2026, 7, 29)),),
    "long ago": (exact(date(2025, 1, 31)),),
    "in July 2026": (on(date(2026, 7, 1), date(2026, 7, 31)),),
    "in September 2026": (on(date(2026, 9, 1), date(2026, 9, 30)),),
    "in December 2026": (on(date(2026, 12, 1), date(2026, 12, 31)),),
    "with one day left": (exact(date(2026, 7, 31)),),
    "in November 2026 or later": (on(date(2026, 11, 1), None),),
    "in 2024": (on(date(2024, 1, 1), date(2024, 12, 31)),),
    "about 3 months ago": (on(date(2026, 7, 30), date(2026, 7, 30), 15),),
    "a year ago or earlier": (on(None, date(2025, 10, 30)),),
    "one of two days": (
        DateMention(
            "", 0, 0, (Period(date(2026, 3, 4), date(2026, 3, 4)), Period(date(2026, 4, 3), date(2026, 4, 3))), "expiry"
        ),
    ),
}

OFFICES = {"osaka": exact(date(2026, 9, 23)), "nagoya": exact(date(2026, 7, 29))}
"""The expiry of one product at each of two offices."""


def read(language: Language, intents: tuple[Intent, ...], **parts: object) -> Reading:
    return Reading(Utterance("", "", language), intents, **parts)  # type: ignore[arg-type]


def named(*lines: str, product: str = "", at: int = 0) -> ProductMention:
    return ProductMention(product or lines[0], at, at + 1, (product,) if product else (), lines)


def readings(knowledge: Knowledge, language: Language) -> Iterator[tuple[str, Conversation, Reading]]:
    """Every situation: what it is, what was said before, and what is read now."""
    can, how = Intent("can_renew", 0.9), Intent("how_to_renew", 0.9)
    rule = Intent("can_renew", 0.9, topic="rule")
    groups = [(line,) for line in knowledge.lines] + [
        ("server-only", "server-client"),
        ("server-client", "home"),
        ("gateway", "protect"),
    ]
    for lines in groups:
        mention = (named(*lines),)
        for told, dates in EXPIRIES.items():
            yield (
                f"can it be renewed: {' or '.join(lines)}, {told}",
                SEEN,
                read(language, (can,), products=mention, dates=dates),
            )
        yield (
            f"not expired yet: {' or '.join(lines)}",
            SEEN,
            read(language, (can,), products=mention, acts=frozenset({"not_expired"})),
        )
        yield f"the rule: {' or '.join(lines)}", SEEN, read(language, (rule,), products=mention)
        yield f"how to renew: {' or '.join(lines)}", SEEN, read(language, (how,), products=mention)
    for told, dates in EXPIRIES.items():
        yield f"can it be renewed: nothing named, {told}", SEEN, read(language, (can,), dates=dates)
    yield "the rule: nothing named", SEEN, read(language, (rule,))
    yield "how to renew: nothing named", SEEN, read(language, (how,))
    yield (
        "the first answer of a conversation",
        Conversation(),
        read(language, (can,), products=(named("gateway"),), dates=EXPIRIES["in term"]),
    )
    offices = tuple(
        Subject(("server-client",), ("eepa",), (dated,), office=office) for office, dated in OFFICES.items()
    )
    both = Conversation(
        language="en", subjects=offices, intents=("can_renew",), topics=(None,), told_newer_edition=True
    )
    yield "one product at two offices", both, read(language, (can,))
    told = read(language, (can,), products=(named("gateway"),), dates=EXPIRIES["in term"], unsettled=True)
    yield "a date that is not the expiry for certain", SEEN, told
    yield (
        "a date that does not exist",
        SEEN,
        read(language, (can,), products=(named("gateway"),), dates=(DateMention("31 November", 0, 0, (), "expiry"),)),
    )
    yield (
        "a date that does not exist, no limit",
        SEEN,
        read(
            language,
            (can,),
            products=(named("server-only"),),
            dates=(DateMention("31 November", 0, 0, (), "expiry"),),
        ),
    )
    for day in (date(2026, 12, 1), date(2026, 12, 23), date(2026, 12, 24)):
        asked = (exact(date(2026, 9, 23)), on(day, day, role="asked"))
        yield f"and if I apply on {day}", SEEN, read(language, (can,), products=(named("server-client"),), dates=asked)
    week = on(date(2026, 12, 20), date(2026, 12, 26), role="asked")
    yield (
        "and if I apply in the week of the last day",
        SEEN,
        read(language, (can,), products=(named("server-client"),), dates=(exact(date(2026, 9, 23)), week)),
    )
    yield (
        "and if I apply later, no limit",
        SEEN,
        read(language, (can,), products=(named("server-only"),), dates=(exact(date(2026, 9, 23)), week)),
    )
    option = (named("cloud-option", at=0), named("server-client", at=9))
    two = (
        DateMention("", 2, 3, (Period(date(2026, 9, 30), date(2026, 9, 30)),), "expiry"),
        DateMention("", 11, 12, (Period(date(2026, 1, 1), date(2026, 1, 1)),), "expiry"),
    )
    yield "the option in time, its main license closed", SEEN, read(language, (can,), products=option, dates=two)
    told_before = replace(
        SEEN,
        subjects=(Subject(("server-client",), expiry=EXPIRIES["long ago"]),),
        intents=("can_renew",),
        topics=(None,),
    )
    yield (
        "the option in time, its main license known to be closed",
        told_before,
        read(language, (can,), products=(named("cloud-option"),), dates=EXPIRIES["expired a week ago"]),
    )
    all_of_them = (Mark("both", 0, 0),)
    both = (named("gateway", at=0), named("server-client", at=9))
    for told in ("expired a week ago", "long ago"):
        yield (
            f"two products, both {told}",
            SEEN,
            read(language, (can,), products=both, dates=EXPIRIES[told], marks=all_of_them),
        )
    yield (
        "doubted",
        Conversation(intents=("can_renew",), topics=(None,), told_newer_edition=True),
        read(language, (can,), acts=frozenset({"doubt"}), products=(named("gateway"),), dates=EXPIRIES["long ago"]),
    )
    for product in ("ems_exchange",):
        yield (
            f"a product of no line: {product}",
            SEEN,
            read(language, (can,), products=(ProductMention(product, 0, 1, (product,), ()),)),
        )
    topics = {key for phrases in knowledge.phrases.values() for key in phrases.intents} | set(INTENTS)
    for key in sorted(topics | {"out_of_scope/other_vendor"}):
        intent, _, topic = key.partition("/")
        if intent not in ("can_renew",) and key != "how_to_renew":
            yield f"asked: {key}", SEEN, read(language, (Intent(intent, 0.9, topic=topic or None),))
    yield (
        "two questions at once",
        SEEN,
        read(
            language,
            (can, Intent("serial_change", 0.9)),
            products=(named("gateway"),),
            dates=EXPIRIES["expired a week ago"],
        ),
    )
    yield "unsure between two", SEEN, read(language, (Intent("license_info", 0.4), Intent("serial_change", 0.3)))
    yield "not understood", SEEN, read(language, ())
    yield "not understood again", Conversation(misunderstood=1), read(language, ())
    secret = Reading(
        Utterance("", "", language, ("serial_number", "password", "user_name", "license_key", "token")),
        (Intent("greeting", 0.9),),
    )
    yield "secrets in the message", SEEN, secret


def messages(knowledge: Knowledge, language: Language) -> Iterator[tuple[str, Message]]:
    """Every situation with the message that answers it."""
    for told, before, reading in readings(knowledge, language):
        yield told, wording.compose(dialogue.take_turn(before, reading, knowledge, TODAY).reply, knowledge)
    silent = without_window(knowledge, "gateway")
    can, rule = Intent("can_renew", 0.9), Intent("can_renew", 0.9, topic="rule")
    for told, intent, lines in (
        ("can it be renewed", can, ("gateway",)),
        ("the rule", rule, ("gateway",)),
        ("can it be renewed, one of two", can, ("gateway", "server-only")),
        ("the rule, one of two", rule, ("gateway", "server-only")),
    ):
        reading = read(language, (intent,), products=(named(*lines),))
        reply = dialogue.take_turn(SEEN, reading, silent, TODAY).reply
        yield f"{told}, of a line whose window no source states", wording.compose(reply, silent)


def without_window(knowledge: Knowledge, line: str) -> Knowledge:
    """The knowledge as it would be if no source stated the window of a line."""
    shipped = knowledge.lines[line]
    rules = tuple(replace(version, window=Window("not_stated"), steps={}, needs={}) for version in shipped.rules)
    return replace(knowledge, lines={**knowledge.lines, line: replace(shipped, rules=rules)})


def listing(knowledge: Knowledge, language: Language) -> str:
    """All of it as one text."""
    return "\n".join(f"#### {told}\n\n{wording.plain(message)}\n" for told, message in messages(knowledge, language))


if __name__ == "__main__":
    shipped = library.load(ROOT / "knowledge")
    for tongue in ("en", "ja"):
        (SNAPSHOTS / f"answers.{tongue}.txt").write_text(listing(shipped, tongue), encoding="utf-8")
