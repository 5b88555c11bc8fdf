"""The browser: the Chromium of the machine, without a window and without a word to anyone."""

import shutil

_NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def found() -> str | None:
    """Where it is, if it is on the PATH."""
    return next(filter(None, map(shutil.which, _NAMES)), None)
