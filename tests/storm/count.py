"""What came of a storm: everything that was acknowledged is looked for in what Slack shows."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from bot.workspace.state import Workspace
from tests.storm.crowd import CLICKED, Thread


@dataclass(frozen=True)
class Count:
    """lost: acknowledged, never answered; twice: answers too many; disorder: answered before an earlier question of
    the same thread; forgetful: turns that do not run 1, 2, 3 …, so that something was forgotten or remembered twice;
    unexpected: apologies too many or too few."""

    lost: int
    twice: int
    disorder: int
    forgetful: int
    unexpected: int

    @property
    def faultless(self) -> bool:
        return not (self.lost or self.twice or self.disorder or self.forgetful or self.unexpected)


def count(threads: list[Thread], slack: Workspace) -> Count:
    """Count all threads."""
    seen = [_thread(thread, slack) for thread in threads]
    return Count(*(sum(column) for column in zip(*seen, strict=True)))


def _thread(thread: Thread, slack: Workspace) -> tuple[int, int, int, int, int]:
    said = [one["text"].split() for one in slack.said(thread.channel, thread.ts)]
    answers = [(int(words[0].removeprefix("#")), int(words[2])) for words in said if words[0].startswith("#")]
    numbers = Counter(number for number, _ in answers)
    wanted = [*thread.asked, *thread.clicked]
    first = list(dict.fromkeys(number for number, _ in answers if number < CLICKED))
    disorder = sum(one > two for one, two in pairwise(first))
    turns = list({number: turn for number, turn in answers if turn}.values())
    forgetful = sum(turn != place for place, turn in enumerate(turns, 1))
    return (
        sum(number not in numbers for number in wanted),
        sum(numbers.values()) - len(numbers),
        disorder,
        forgetful,
        abs(len(said) - len(answers) - thread.poison),
    )


def complete(threads: list[Thread], slack: Workspace) -> bool:
    """Whether there are at least as many messages of the bot as there should be."""
    return all(
        len(slack.said(one.channel, one.ts)) >= len(one.asked) + len(one.clicked) + one.poison for one in threads
    )
