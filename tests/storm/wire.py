"""The way in, as plainly as can be: signed requests over kept connections, so that little time goes into asking."""

import asyncio
import re
import time

from bot.slack import signature
from bot.workspace.state import SECRET

_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


class Wire:
    """Sends to one port of this machine."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def post(self, body: bytes, kind: str = "application/json") -> int:
        """The status of the answer. Raises OSError or EOFError when there is none."""
        reader, writer = self._idle.pop() if self._idle else await asyncio.open_connection("127.0.0.1", self._port)
        kept = False
        try:
            writer.write(_request(body, kind))
            head = await reader.readuntil(b"\r\n\r\n")
            length = _LENGTH.search(head)
            await reader.readexactly(int(length[1]) if length else 0)
            kept = b"connection: close" not in head.lower()
        finally:
            if kept:
                self._idle.append((reader, writer))
            else:
                writer.close()
                self.close()  # Where one connection ends, the others have most likely ended too.
        return int(head[9:12])

    def close(self) -> None:
        """Close what is not in use."""
        while self._idle:
            self._idle.pop()[1].close()


def _request(body: bytes, kind: str) -> bytes:
    stamp = str(int(time.time()))
    head = (
        f"POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: {signature.sign(SECRET, stamp, body)}\r\n\r\n"
    )
    return head.encode() + body
