"""What is written for operators: one JSON object a line on standard output, ids only, never what a person typed."""

import logging
import sys
from typing import TextIO

import structlog


def set_up(where: TextIO | None = None) -> None:
    """Send structlog's lines, and the warnings of the libraries, to standard output or elsewhere, as JSON."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(where or sys.stdout),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_Foreign()], force=True)


class _Foreign(logging.Handler):
    """A library's warning without its arguments and without an exception's text: either may hold what was typed."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        log = structlog.get_logger()
        log.log(record.levelno, "library", logger=record.name, line=record.lineno, error=error)
