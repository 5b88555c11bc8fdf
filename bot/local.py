"""The local workspace: the same bot over signed HTTP, with a stand-in for Slack and one page to try it in.

Everything in it is gone when it ends: messages live in memory, conversations in a Redis of its own.
"""

import contextlib
import socket
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
from pydantic import SecretStr

from bot import app, defaults
from bot.desk import Desk
from bot.settings import BadSetting, Settings
from bot.workspace import manifest, sample
from bot.workspace.acts import Stage
from bot.workspace.outbound import Outbound
from bot.workspace.server import Server
from bot.workspace.site import Site
from bot.workspace.state import Workspace


def run(settings: Settings) -> int:
    """Serve the page on PORT until SIGTERM or Ctrl-C. The exit code: 0, or 2 for a wrong setting."""
    return app.main(settings, (), lambda desk: _serve(settings, desk))


async def _serve(settings: Settings, desk: Desk) -> None:
    workspace = sample.workspace(manifest.read(defaults.MANIFEST))
    with _folder(settings) as folder:
        async with _page(workspace, settings.port) as (server, site), aiohttp.ClientSession() as session:
            bot = _settings(settings, workspace, server, folder)
            outbound = Outbound(workspace, f"http://127.0.0.1:{bot.port}/slack/events", session)
            site.stage = Stage(server, outbound)
            print(f"\n  The bot's local workspace: {server.origin}\n  (Ctrl-C ends it)\n", flush=True)
            try:
                await app.serve(bot, desk, app.BOTH, app.stopping())
            finally:
                outbound.stop()


@contextlib.contextmanager
def _folder(settings: Settings) -> Iterator[Path]:
    """A folder for one run: what the bot remembers of it would make no sense in the next."""
    try:
        settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = tempfile.TemporaryDirectory(prefix="workspace-", dir=settings.state, ignore_cleanup_errors=True)
    except OSError as cause:
        raise BadSetting(f"The folder {settings.state} cannot be used: {cause.strerror}.") from None
    with made as folder:
        yield Path(folder)


@contextlib.asynccontextmanager
async def _page(workspace: Workspace, port: int) -> AsyncIterator[tuple[Server, Site]]:
    site = Site(workspace)
    server = Server(workspace, site.routes())
    try:
        await server.start(port)
    except OSError as cause:
        raise BadSetting(f"PORT {port} cannot be used: {cause.strerror}.") from None
    workspace.home = server.origin
    try:
        yield server, site
    finally:
        site.close()
        await server.stop()


def _settings(settings: Settings, workspace: Workspace, server: Server, folder: Path) -> Settings:
    """The bot's own settings: everything leads to the stand-in."""
    return settings.model_copy(
        update={
            "slack_bot_token": SecretStr(workspace.token),
            "slack_signing_secret": SecretStr(workspace.secret),
            "slack_api_url": server.api_url,
            "redis_url": None,
            "port": _free_port(),
            "support_channel": sample.SUPPORT,
            "triage_channel": sample.TRIAGE,
            "support_group": sample.GROUP,
            "xdg_state_home": folder,
        }
    )


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as wire:
        return int(wire.getsockname()[1])
