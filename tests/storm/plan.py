"""How big a storm is: values only."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Plan:
    """What happens in a storm. `seconds`: how long questions come in; `lose`: the share of Redis' replies lost;
    `away`: seconds for which Redis is gone once, soon after the start; `rewrites`: of the append-only file.
    `fsync`: when Redis makes it lasting. `patience`: seconds until what was not acknowledged is sent again, about.
    `quiet`: seconds without any message of the bot after which the storm is over."""

    name: str
    questions: int
    seconds: float
    threads: int
    channels: int = 60
    webs: int = 2
    workers: int = 3
    worker_kills: int = 25
    freezes: int = 5
    frozen: float = 7.5
    web_kills: int = 5
    redis_kills: int = 3
    power_cuts: int = 2
    terms: int = 3
    poison: int = 10
    clicks: int = 100
    replays: float = 0.03
    limited: float = 0.10
    failing: float = 0.05
    hanging: float = 0.02
    lose: float = 0.001
    secrets: int = 0
    away: float = 0.0
    rewrites: int = 0
    fsync: str = "always"
    patience: float = 0.3
    quiet: float = 10.0
    seed: int = 4


WHOLE = Plan(
    "the bot: store, then ack; lease; outbox; look",
    questions=3500,
    seconds=18,
    threads=500,
    rewrites=2,
    secrets=1000,
)
TENTH = replace(
    WHOLE,
    questions=360,
    seconds=4,
    threads=60,
    channels=30,
    worker_kills=4,
    freezes=1,
    web_kills=1,
    redis_kills=1,
    power_cuts=1,
    terms=1,
    rewrites=1,
    poison=2,
    clicks=10,
    secrets=100,
)

_PLAIN = replace(TENTH, freezes=0, power_cuts=0, terms=0, rewrites=0, poison=0, clicks=0, secrets=0)
BOLT = replace(
    _PLAIN,
    name="acknowledge, then work (Bolt's default)",
    questions=480,
    workers=0,
    worker_kills=6,
    freezes=1,
    redis_kills=2,
    secrets=100,
    quiet=7.0,
)
STREAMS = replace(BOLT, name="streams, acknowledge after posting", workers=3)
UNSYNCED = replace(
    _PLAIN,
    name="the bot, with appendfsync everysec",
    questions=400,
    seconds=5,
    worker_kills=0,
    web_kills=0,
    redis_kills=0,
    power_cuts=2,
    limited=0,
    failing=0,
    hanging=0,
    quiet=4.0,
    fsync="everysec",
)
"""The bot itself, but with a Redis that makes lasting what it has written only every second: power cuts must show."""
DROUGHT = replace(
    _PLAIN,
    name="Redis away",
    questions=300,
    seconds=34,
    threads=60,
    webs=1,
    workers=1,
    worker_kills=0,
    web_kills=0,
    redis_kills=0,
    away=30,
    patience=1.5,
    quiet=40.0,
)
SHORT_DROUGHT = replace(DROUGHT, questions=60, seconds=4, threads=20, away=3)
CALM = replace(DROUGHT, name="leaks", away=0, lose=0)
FEW = replace(DROUGHT, name="deaf", away=0, lose=0, limited=0.03, hanging=0.01)
