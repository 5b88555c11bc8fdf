"""The pages that somebody who installs the bot sees, in both languages."""

import html

from starlette.responses import HTMLResponse

from bot.core.model import Language
from bot.slack.words import Words

INSTALL = "/slack/install"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",  # The address holds the code.
    "X-Content-Type-Options": "nosniff",
}
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:36rem;margin:12vh auto;padding:0 1.25rem}"
    "section+section{margin-top:2.5rem;padding-top:1.5rem;border-top:1px solid #8886}h1,h2{font-size:1.25rem}"
)
_LANGUAGES: tuple[Language, ...] = ("en", "ja")


def page(words: Words, outcome: str, status: int, *, again: bool = True, workspace: str = "") -> HTMLResponse:
    """What has happened (`install.<outcome>`: what, an empty line, what to do), with a link to try again.

    workspace: its name, as Slack tells it.
    """
    title = html.escape(words.say("en", f"install.{outcome}", workspace=workspace).partition("\n")[0])
    shown = "".join(_section(words, language, outcome, again=again, workspace=workspace) for language in _LANGUAGES)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    whole = f'<!doctype html><html lang="en"><head>{head}<style>{_STYLE}</style></head><body>{shown}</body></html>'
    return HTMLResponse(whole, status, _HEADERS)


def _section(words: Words, language: Language, outcome: str, *, again: bool, workspace: str) -> str:
    what, *rest = words.say(language, f"install.{outcome}", workspace=workspace).split("\n\n")
    level = "h1" if language == "en" else "h2"
    told = "".join(f"<p>{html.escape(one)}</p>" for one in rest)
    label = html.escape(words.say(language, "install.again"))
    link = f'<p><a href="{INSTALL}">{label}</a></p>' if again else ""
    return f'<section lang="{language}"><{level}>{html.escape(what)}</{level}>{told}{link}</section>'
