"""The command line: joins, decides nothing. Heavy things are imported by the command that needs them."""

import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from bot import defaults

if TYPE_CHECKING:
    from bot.asking import Asker
    from bot.core.model import Language
    from bot.settings import Settings


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter("a day is written as 2018-03-31") from None


_today = click.option("--today", type=_day, metavar="DAY", help="Decide on this day instead of today: 2018-03-31.")
_jsonl = click.option("--jsonl", is_flag=True, help="Read one JSON object a line, print one a line.")
_language = click.option("--language", type=click.Choice(["en", "ja"]), help="The language of the answer.")


@click.group()
def app() -> None:
    """The renewal desk."""


@app.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@_jsonl
@_today
@_language
def ask(question: str | None, as_json: bool, jsonl: bool, today: date | None, language: "Language | None") -> None:
    """Ask the desk: needs neither Slack nor Redis. Without a question: a conversation."""
    from bot import asking
    from bot.core import wording

    asker = _asker(today)
    if jsonl:
        _print_lines(asker.answers(sys.stdin))
        return
    if question is None and sys.stdin.isatty():
        _converse(asker, language)
        return
    text = question if question is not None else sys.stdin.read()
    answered = asker.ask(asking.Request(text, asker.today, language))
    if as_json:
        _print_lines([asking.as_json(answered)])
    else:
        print(wording.plain(answered.message))


@app.command()
@click.argument("text", required=False)
@_jsonl
@_today
def explain(text: str | None, jsonl: bool, today: date | None) -> None:
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
        sys.exit(1)
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

    sys.exit(local.run(settings))


@app.command()
@click.option("--show", default="", help="Print one whole, by its name.")
@click.option("--requeue", default="", help="Try one again, by its name, or `all`.")
def dead(show: str, requeue: str) -> None:
    """List what was given up: questions that failed too often, posts that Slack refused."""
    from bot import log, operation

    log.set_up(sys.stderr)
    sys.exit(operation.dead(_settings(), show, requeue))


@app.command()
@click.argument("team")
@click.argument("user")
def erase(team: str, user: str) -> None:
    """Remove everything that is kept of a person (Slack's ids: T…, U…)."""
    from bot import log, operation

    log.set_up(sys.stderr)
    sys.exit(operation.erase(_settings(), team, user))


@app.command()
@click.argument("team")
def uninstall(team: str) -> None:
    """Remove a workspace (Slack's id: T…) with its token and all that is kept of it."""
    from bot import log, operation

    log.set_up(sys.stderr)
    sys.exit(operation.uninstall(_settings(), team))


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
    from bot import clock, library, opening
    from bot.asking import Asker

    folder, timezone, fixed = _local()
    try:
        desk = opening.desk(folder)
    except library.Faults as faults:
        _stop("\n".join(str(fault) for fault in faults.faults))
    return Asker(desk, today or clock.today(timezone, fixed))


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

    sys.exit(start(joined, _settings()))


def _converse(asker: "Asker", language: "Language | None") -> None:
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
    sys.exit(2)
