"""The page that somebody who installs the bot sees, in the language of their browser."""

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
    "h1{font-size:1.25rem}"
)


def page(words: Words, language: Language, outcome: str, status: int, *, again: bool, workspace: str) -> HTMLResponse:
    """What has happened (`install.<outcome>`: a sentence, perhaps an empty line and what to do), with a link to start
    again if wanted. workspace: its name, as Slack tells it.
    """
    what, *rest = words.say(language, f"install.{outcome}", workspace=workspace).split("\n\n")
    told = "".join(f"<p>{html.escape(one)}</p>" for one in rest)
    label = html.escape(words.say(language, "install.again"))
    link = f'<p><a href="{INSTALL}">{label}</a></p>' if again else ""
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Renewal Desk</title>'
    body = f"<main><h1>{html.escape(what)}</h1>{told}{link}</main>"
    whole = (
        f'<!doctype html><html lang="{language}"><head>{head}<style>{_STYLE}</style></head><body>{body}</body></html>'
    )
    return HTMLResponse(whole, status, _HEADERS)
