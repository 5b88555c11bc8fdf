"""What the workers counted, and how long things have waited, as Prometheus takes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.delivery.tally import BUCKETS

_COUNTERS = {
    "entries": "What became of questions and clicks: answered, left (not for the bot, or handed over), dead",
    "posts": "What became of attempts to post: landed, busy (429), uncertain (5xx, time-out), refused",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, all of it not a number while Redis is away. ages in seconds."""

    conversations: float
    oldest: float
    dead: float


UNKNOWN = Waiting(float("nan"), float("nan"), float("nan"))


class _Told(Collector):
    def __init__(self, tallied: Mapping[str, int], waiting: Waiting) -> None:
        self._tallied = tallied
        self._waiting = waiting

    def collect(self) -> Iterator[Metric]:
        for name, what in _COUNTERS.items():
            yield _counter(name, what, self._tallied)
        yield _histogram(self._tallied)
        for name, what, value in (
            ("conversations_waiting", "Conversations with something to answer or to post", self._waiting.conversations),
            ("queue_age_seconds", "How long the next conversation has waited to be taken", self._waiting.oldest),
            ("dead_letters", "Dead letters", self._waiting.dead),
        ):
            yield GaugeMetricFamily(f"renewal_desk_{name}", what, value=value)


def page(tallied: Mapping[str, int], waiting: Waiting) -> bytes:
    """The page's part about all processes; that of this process follows it. Labels are fixed words."""
    registry = CollectorRegistry()
    registry.register(_Told(tallied, waiting))
    return generate_latest(registry) + generate_latest()


def _counter(name: str, what: str, tallied: Mapping[str, int]) -> CounterMetricFamily:
    family = CounterMetricFamily(f"renewal_desk_{name}", what, labels=["outcome"])
    for full, number in sorted(tallied.items()):
        kind, _, outcome = full.partition(":")
        if kind == name:
            family.add_metric([outcome], number)
    return family


def _histogram(tallied: Mapping[str, int]) -> HistogramMetricFamily:
    bounds = [*map(str, BUCKETS), "+Inf"]
    total, buckets = 0, []
    for bound in bounds:
        total += tallied.get(f"answer:le:{bound}", 0)
        buckets.append((bound, float(total)))
    what = "Time from a question in Slack to its answer there"
    return HistogramMetricFamily("renewal_desk_answer_seconds", what, buckets, tallied.get("answer:ms", 0) / 1000)
