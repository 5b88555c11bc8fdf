"""As little of HTTP as is needed to be quick: the measuring must cost less than what is measured."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable

Answer = Callable[[bytes, bytes, Callable[[bytes], None]], None]
"""The request line, the body, and what is to be called with the JSON that answers it."""


class Messages(asyncio.Protocol):
    """Cuts what comes in into messages of a first line and a body; they must tell their Content-Length."""

    def __init__(self) -> None:
        self._read = b""
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            head = self._read[:end].lower()
            _, found, length = head.partition(b"\r\ncontent-length:")
            whole = end + 4 + (int(length.split(b"\r\n", 1)[0]) if found else 0)
            if len(self._read) < whole:
                return
            first, body, self._read = head.split(b"\r\n", 1)[0], self._read[end + 4 : whole], self._read[whole:]
            self.message(first, body)

    def message(self, first: bytes, body: bytes) -> None:
        """One has come."""
        raise NotImplementedError


class Served(Messages):
    """One connection of a server."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self._answer = answer

    def message(self, first: bytes, body: bytes) -> None:
        self._answer(first, body, self._reply)

    def _reply(self, body: bytes) -> None:
        if self.transport is not None and not self.transport.is_closing():
            head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
            self.transport.write(head + body)


class Line(Messages):
    """One kept connection of a client, with one request on it at a time."""

    def __init__(self, lines: "Lines") -> None:
        super().__init__()
        self._lines = lines
        self.told: Callable[[int], None] | None = None

    def send(self, request: bytes, told: Callable[[int], None]) -> None:
        """Send a whole request; `told` is called with the status of its answer, 0 if the connection broke."""
        assert self.transport is not None
        self.told = told
        self.transport.write(request)

    def message(self, first: bytes, body: bytes) -> None:
        told, self.told = self.told, None
        if told is not None:
            self._lines.free(self)
            told(int(first.split()[1]))

    def connection_lost(self, cause: Exception | None) -> None:
        self._lines.lost(self)
        if self.told is not None:
            self.told(0)


class Lines:
    """Several connections to one port of this machine, used in turn; requests wait while all of them are busy."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: deque[Line] = deque()
        self._waiting: deque[tuple[bytes, Callable[[int], None]]] = deque()
        self._opening: set[asyncio.Task[None]] = set()
        self._closed = False

    async def open(self, count: int) -> None:
        """Connect so many times."""
        for _ in range(count):
            await self._open()

    async def _open(self) -> None:
        _, line = await asyncio.get_running_loop().create_connection(lambda: Line(self), "127.0.0.1", self._port)
        self.free(line)

    def send(self, request: bytes, told: Callable[[int], None]) -> None:
        """Send as soon as a connection is free."""
        if self._idle:
            self._idle.popleft().send(request, told)
        else:
            self._waiting.append((request, told))

    def free(self, line: Line) -> None:
        """A connection may be used again."""
        if self._waiting:
            line.send(*self._waiting.popleft())
        else:
            self._idle.append(line)

    def lost(self, line: Line) -> None:
        """A connection is gone, for the server does not keep idle ones for ever; another takes its place."""
        if self._closed:
            return
        with contextlib.suppress(ValueError):
            self._idle.remove(line)
        task = asyncio.ensure_future(self._open())
        self._opening.add(task)
        task.add_done_callback(self._opening.discard)

    def close(self) -> None:
        """Disconnect; nothing may be on its way."""
        self._closed = True
        for line in self._idle:
            if line.transport is not None:
                line.transport.close()
