"""What a method of the Web API refuses."""


class Refused(Exception):
    """code: Slack's own word for it; details: what is wrong, for people; more: what else Slack tells.

    retry_after: seconds to wait, where it was only too soon.
    """

    def __init__(self, code: str, details: list[str] | None = None, *, retry_after: float = 0, **more: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details or []
        self.retry_after = retry_after
        self.more = more
