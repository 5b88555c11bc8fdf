"""What is counted for operators, for Prometheus. Labels are fixed words, never ids or texts."""

from prometheus_client import Counter, Histogram

events = Counter("renewal_desk_events_total", "Events received from Slack, by outcome", ["outcome"])
requests = Counter("renewal_desk_requests_total", "Requests to the endpoint, by status", ["status"])
thumbs = Counter("renewal_desk_thumbs_total", "Thumbs given to answers, changed ones once more: up, down", ["thumb"])
_ACK = (0.001, 0.002, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 3)
ack_seconds = Histogram("renewal_desk_ack_seconds", "Time until a request is acknowledged", buckets=_ACK)


def acknowledged(status: int, seconds: float) -> None:
    """Count one request and how long it took."""
    requests.labels(str(status)).inc()
    ack_seconds.observe(seconds)
