"""Every worked example of knowledge/README.md is applied, just as it stands there, to a copy, which must still load."""

import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot import library
from bot.core import rule
from bot.core.knowledge import Knowledge
from bot.core.model import Conversation
from bot.desk import Desk

SHIPPED = Path(__file__).parents[2] / "knowledge"
README = (SHIPPED / "README.md").read_text(encoding="utf-8")
STEP = re.compile(
    r"(?m)^(?P<how>New file|At the end of|In) `(?P<file>[^`]+)`"
    r"(?:, (?P<where>below|instead of the line of) `(?P<mark>[^`]+)`)?:\n\n```\w+\n(?P<text>.*?)\n```",
    re.DOTALL,
)


@dataclass(frozen=True)
class Step:
    """One block of an example: what is written where."""

    how: str
    file: str
    where: str | None
    mark: str | None
    text: str


def examples() -> dict[str, list[Step]]:
    """The steps of each section that has any, by its heading."""
    sections = re.split(r"(?m)^## ", README)[1:]
    found = {
        section.partition("\n")[0]: [Step(**m.groupdict()) for m in STEP.finditer(section)] for section in sections
    }
    return {heading: steps for heading, steps in found.items() if steps}


def follow(step: Step, folder: Path) -> None:
    """Do to a folder what the step says, as a person would."""
    path = folder / step.file
    if step.how == "New file":
        assert not path.exists()
        path.write_text(f"{step.text}\n", encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    match step.where:
        case None:
            lines += step.text.splitlines()
        case "below":
            lines.insert(lines.index(str(step.mark)) + 1, step.text)
        case _:
            number = next(n for n, line in enumerate(lines) if line.startswith(f"{step.mark}:"))
            lines[number] = step.text
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def learn(heading: str, tmp_path: Path) -> Knowledge:
    """The shipped knowledge after the example under a heading."""
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "knowledge"))
    for step in examples()[heading]:
        follow(step, folder)
    return library.load(folder)


def lines_of(knowledge: Knowledge, question: str) -> tuple[str, ...]:
    return Desk(knowledge).take_turn(Conversation(), question, date(2027, 5, 1)).reply.lines


def test_every_block_of_the_readme_is_part_of_an_example() -> None:
    assert README.count("\n```") == 2 * sum(map(len, examples().values()))


@pytest.mark.parametrize("heading", examples())
def test_an_example_loads_and_changes_what_is_known(heading: str, tmp_path: Path, knowledge: Knowledge) -> None:
    assert learn(heading, tmp_path) != knowledge


def test_the_product_of_the_example_is_understood(tmp_path: Path) -> None:
    learnt = learn("A product", tmp_path)
    assert lines_of(learnt, "can we still renew harbour shield, expired 2027-04-20?") == ("gateway",)


@pytest.mark.parametrize(
    "question", ["Has the ship sailed for our Endpoint Security?", "Endpoint Security、後の祭りですか"]
)
def test_the_wording_of_the_example_is_understood(question: str, tmp_path: Path, knowledge: Knowledge) -> None:
    learnt = Desk(learn("A wording", tmp_path)).take_turn(Conversation(), question, date(2018, 5, 1)).reply
    assert learnt.intents == ("can_renew",)


def test_the_article_of_the_example_answers(tmp_path: Path) -> None:
    desk = Desk(learn("An article", tmp_path))
    answered = desk.take_turn(Conversation(), "where is the harbour log", date(2018, 5, 1))
    assert answered.message.headline == "The log shows the version that runs."


def test_the_rule_of_the_example_holds_from_its_day_on(tmp_path: Path) -> None:
    protect = learn("A new version of a rule", tmp_path).lines["protect"]
    days = [rule.version(protect, day).window.days for day in (date(2027, 3, 31), date(2027, 4, 1))]
    assert days == [30, 60]


def test_the_button_of_the_example_leads_to_its_line(tmp_path: Path) -> None:
    learnt = learn("A line", tmp_path)
    assert lines_of(learnt, learnt.lines["harbour"].choice["en"]) == ("harbour",)


def test_the_edition_of_the_example_is_cited_from_its_day_on(tmp_path: Path) -> None:
    lines = learn("An edition of the page", tmp_path).lines
    sources = [rule.version(lines["protect"], day).source for day in (date(2027, 3, 31), date(2027, 4, 1))]
    assert sources == ["faq-83-newer", "faq-83-2027"]
