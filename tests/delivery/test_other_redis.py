"""Sentinel, a cluster, TLS (in front of a plain server): the same inbox and queue by nothing but another address."""

import asyncio
import contextlib
import gc
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis as Plain
from redis.exceptions import RedisError

from bot.delivery import connection
from bot.delivery.embedded import binary
from bot.delivery.erasing import Eraser
from bot.delivery.inbox import Inbox, Limit
from bot.delivery.keys import Keys
from bot.delivery.letters import Letters
from bot.delivery.post import Step
from bot.delivery.queue import Queue
from bot.delivery.tally import Tally, read
from tests.edge import free_port

WHO = Limit("U1", "C1", 0, 0, "")


@contextlib.contextmanager
def server(folder: Path, port: int, *options: str, ready: str = "PING") -> Iterator[int]:
    """A server with its own options, until the end."""
    folder.mkdir()
    command = [binary(), *options, "--port", str(port), "--dir", str(folder), "--save", "", "--appendonly", "yes"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=folder)
    try:
        with Plain(port=port, socket_timeout=1) as client:
            for _ in range(200):
                with contextlib.suppress(RedisError, OSError):
                    client.execute_command(*ready.split())
                    break
                time.sleep(0.02)
        yield port
    finally:
        process.kill()
        process.wait()


async def goes_through(url: str) -> None:
    """One question from the inbox to the end, a dead letter and back, the tally, and all of it erased."""
    async with connection.closing(connection.connect(url)) as redis:
        inbox, queue, letters, tally = Inbox(redis), Queue(redis), Letters(redis), Tally()
        assert await inbox.store("T1", "C1:1", "C1:1", "one", limit=WHO) == "stored"
        assert await inbox.store("T1", "C1:1", "C1:1", "one", limit=WHO) == "seen"
        (taken,) = (await queue.take("T1")).taken
        await queue.commit(taken, Step("state", dead="failed too often"), "post")
        await queue.confirm(taken, "post", "", "")
        (letter,) = await letters.all()
        assert await letters.requeue(letter)
        assert await letters.count() == 0
        assert await inbox.depth() == 1
        tally.observe("answer", 0.2)
        await tally.flush(redis)
        assert (await read(redis))["answer:ms"] == 200
        assert await Eraser(redis).person("T1", "U1") == 1
        assert not await redis.exists(Keys("T1").state("C1:1"))
        async with redis.pubsub() as heard:
            await heard.subscribe("renewal-desk:wake")
            await inbox.store("T1", "C1:1", "C1:2", "two")
            for _ in range(50):
                message = await heard.get_message(ignore_subscribe_messages=True, timeout=0.1)
                if message:
                    break
            assert message


async def test_a_cluster(tmp_path: Path) -> None:
    with server(tmp_path / "node", free_port(), "--cluster-enabled", "yes") as port:
        with Plain(port=port) as node:
            node.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, 16383)
            while node.cluster("info")["cluster_state"] != "ok":
                await asyncio.sleep(0.02)
        await goes_through(f"redis+cluster://127.0.0.1:{port}")


async def test_sentinels(tmp_path: Path) -> None:
    with server(tmp_path / "primary", free_port()) as port:
        watch = tmp_path / "sentinel.conf"
        watching = free_port()
        watch.write_text(f"port {watching}\nsentinel monitor desk 127.0.0.1 {port} 1\n")
        process = subprocess.Popen([binary(), str(watch), "--sentinel"], stdout=subprocess.DEVNULL, cwd=tmp_path)
        try:
            for _ in range(200):
                with contextlib.suppress(RedisError, OSError), Plain(port=watching) as client:
                    client.ping()
                    break
                await asyncio.sleep(0.02)
            await goes_through(f"redis+sentinel://127.0.0.1:{watching}/desk/0")
        finally:
            process.kill()
            process.wait()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # half-closed TLS
@pytest.mark.skipif(not shutil.which("openssl"), reason="a certificate is made with openssl")
async def test_tls(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    made += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    secure = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    secure.load_cert_chain(certificate, key)
    open_ends: list[asyncio.StreamWriter] = []
    with server(tmp_path / "plain", free_port()) as port:

        async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            inner, outer = await asyncio.open_connection("127.0.0.1", port)
            open_ends.extend((outer, writer))
            await asyncio.gather(copy(reader, outer), copy(inner, writer))

        async with await asyncio.start_server(forward, "localhost", 0, ssl=secure) as front:
            where = front.sockets[0].getsockname()[1]
            await goes_through(f"rediss://localhost:{where}?ssl_ca_certs={certificate}")
            for end in open_ends:
                end.transport.abort()
            await asyncio.sleep(0.05)
    gc.collect()  # what is half closed is told of here, and not in the middle of another test


async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while piece := await reader.read(65536):
            writer.write(piece)
    writer.close()


@pytest.mark.parametrize("url", ["redis+sentinel://127.0.0.1:26379", "redis+sentinel://127.0.0.1:x/desk"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        connection.connect(url)
