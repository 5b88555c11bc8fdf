"""The command line: joins, decides nothing. Heavy things are imported by the command that needs them."""

import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer

from bot import defaults

if TYPE_CHECKING:
    from bot.asking import Asker
    from bot.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


class Tongue(StrEnum):
    """The languages of the desk."""

    en = "en"
    ja = "ja"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("a day is written as 2018-03-31") from None


Today = Annotated[
    date | None, typer.Option(parser=_day, metavar="DAY", help="Decide on this day instead of today: 2018-03-31.")
]
Lines = Annotated[bool, typer.Option("--jsonl", help="Read one JSON object a line, print one a line.")]


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question; none: a conversation.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    jsonl: Lines = False,
    today: Today = None,
    language: Annotated[Tongue | None, typer.Option(help="The language of the answer.")] = None,
) -> None:
    """Ask the desk: needs neither Slack nor Redis."""
    from bot import asking
    from bot.core import wording

    asker = _asker(today)
    if jsonl:
        _print_lines(asker.answers(sys.stdin))
        return
    tongue: Literal["en", "ja"] | None = language.value if language else None
    if question is None and sys.stdin.isatty():
        _converse(asker, tongue)
        return
    text = question if question is not None else sys.stdin.read()
    answered = asker.ask(asking.Request(text, asker.today, tongue))
    if as_json:
        _print_lines([asking.as_json(answered)])
    else:
        print(wording.plain(answered.message))


@app.command()
def explain(
    text: Annotated[str | None, typer.Argument(help="A text to read.")] = None,
    jsonl: Lines = False,
    today: Today = None,
) -> None:
    """Print how a text is read: intents, products and dates."""
    asker = _asker(today)
    lines = sys.stdin if jsonl or text is None else [json.dumps({"text": text})]
    _print_lines(asker.readings(lines))


@app.command()
def check() -> None:
    """Check knowledge/ and the settings; print every error with its file and line."""
    from bot import library

    settings = _settings()
    faults = library.check(settings.knowledge)
    for fault in faults:
        print(fault)
    if faults:
        raise typer.Exit(1)
    print(f"{settings.knowledge}: everything is in order.")


@app.command()
def web() -> None:
    """Serve Slack's requests on $PORT: verify, store, acknowledge."""
    _serve(lambda app, settings: app.web(settings))


@app.command()
def worker() -> None:
    """Answer what web has stored."""
    _serve(lambda app, settings: app.worker(settings))


@app.command()
def run() -> None:
    """Run the whole bot on one machine; without any Slack token, in a local workspace to try it in."""
    settings = _settings()
    if settings.has_slack:
        _serve(lambda app, settings: app.run(settings))
    from bot import local

    raise typer.Exit(local.run(settings))


@app.command()
def dead(
    show: Annotated[str, typer.Option(help="Print one whole, by its name.")] = "",
    requeue: Annotated[str, typer.Option(help="Try one again, by its name, or `all`.")] = "",
) -> None:
    """List what was given up: questions that failed too often, posts that Slack refused."""
    from bot import operation

    raise typer.Exit(operation.dead(_settings(), show, requeue))


@app.command()
def erase(team: str, user: str) -> None:
    """Remove everything that is kept of a person (Slack's ids: T…, U…)."""
    from bot import operation

    raise typer.Exit(operation.erase(_settings(), team, user))


def main() -> None:
    """The console script."""
    app()


# ---------------------------------------------------------------- joining


def _settings() -> "Settings":
    from bot import settings

    try:
        return settings.read()
    except settings.BadSetting as bad:
        _stop(str(bad))


def _asker(today: date | None) -> "Asker":
    from bot import clock, library
    from bot.asking import Asker
    from bot.desk import Desk

    folder, timezone, fixed = _local()
    try:
        knowledge = library.load(folder)
    except library.Faults as faults:
        _stop("\n".join(str(fault) for fault in faults.faults))
    return Asker(Desk(knowledge), today or clock.today(timezone, fixed))


def _local() -> tuple[Path, str, date | None]:
    """The settings that answering without Slack needs: the folder, the time zone, a fixed day.

    They are read from the environment only where it says something of them: reading settings takes 0.15 s of a start.
    """
    if not any(os.environ.get(name) for name in ("KNOWLEDGE", "TIMEZONE", "TODAY")):
        return defaults.KNOWLEDGE, defaults.TIMEZONE, None
    settings = _settings()
    return settings.knowledge, settings.timezone, settings.today


def _serve(start: Callable[[Any, "Settings"], int]) -> NoReturn:
    from bot import app as joined

    raise typer.Exit(start(joined, _settings()))


def _converse(asker: "Asker", language: Any) -> None:
    """A conversation on the terminal; an empty line or the end of input ends it."""
    from bot import asking
    from bot.core import wording

    while text := _typed():
        answered = asker.ask(asking.Request(text, asker.today, language, "terminal"))
        print(f"\n{wording.plain(answered.message)}\n")


def _typed() -> str:
    try:
        return input("> ").strip()
    except (EOFError, KeyboardInterrupt):
        print()
        return ""


def _print_lines(objects: Iterable[dict[str, Any]]) -> None:
    for item in objects:
        print(json.dumps(item, ensure_ascii=False), flush=True)


def _stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise typer.Exit(2)
