"""How big a storm is: values only."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Plan:
    """What happens in a storm. `seconds`: how long questions come in; `lose`: the share of Redis' replies lost.
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
    quiet: float = 10.0
    seed: int = 4


WHOLE = Plan("store before ack, lease, outbox, look", questions=3500, seconds=18, threads=500, secrets=1000)
TENTH = replace(
    WHOLE,
    questions=500,
    seconds=4,
    threads=60,
    channels=30,
    worker_kills=4,
    freezes=1,
    web_kills=1,
    redis_kills=1,
    power_cuts=1,
    terms=1,
    poison=2,
    clicks=10,
    secrets=100,
)
CONTROL = replace(
    TENTH, questions=600, worker_kills=6, redis_kills=2, poison=0, clicks=0, power_cuts=0, terms=0, quiet=7.0
)
