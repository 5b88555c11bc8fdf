"""A ticket: what a click changes, what is refused, and when it is looked at again."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import ticket as tickets
from bot.core.model import Conversation
from bot.core.ticket import WEEK, Act, Ticket, act
from bot.desk import Desk

TODAY = date(2018, 5, 1)

OPEN = Ticket("t1", "U1", "en", ("asked",), since=100.0, touched=100.0)


def done(ticket: Ticket, *clicks: tuple[Act, str]) -> Any:
    """The ticket after some clicks, a second apart; or why the last one is refused."""
    after: Any = ticket
    for number, (does, who) in enumerate(clicks):
        after = act(after, does, who, 200.0 + number, "U9")
    return after


def test_the_first_to_claim_has_it() -> None:
    claimed = done(OPEN, ("claim", "U8"))
    assert (claimed.state, claimed.owner) == ("claimed", "U8")
    assert done(claimed, ("claim", "U9")) == "taken"
    assert done(claimed, ("claim", "U8")) == claimed


@pytest.mark.parametrize(("does", "state"), [("resolve", "resolved"), ("return", "returned")])
def test_what_has_ended_is_only_opened_again(does: Act, state: str) -> None:
    ended = done(OPEN, ("claim", "U8"), (does, "U8"))
    assert (ended.state, ended.by, ended.live) == (state, "U8", False)
    for late in ("claim", "reassign"):
        assert done(ended, (late, "U9")) == "ended"
    again = done(ended, ("reopen", "U9"))
    assert (again.state, again.owner, again.ended) == ("claimed", "U9", 0)


def test_a_second_click_changes_nothing() -> None:
    for does in ("resolve", "return"):
        ended = done(OPEN, ("claim", "U8"), (does, "U8"))
        assert done(ended, (does, "U8")) == ended


def test_it_is_passed_on() -> None:
    assert done(OPEN, ("claim", "U8"), ("reassign", "U8")).owner == "U9"


def test_the_asker_says_whether_it_is_solved() -> None:
    resolved = done(OPEN, ("claim", "U8"), ("resolve", "U8"))
    assert done(resolved, ("solved", "U1")).confirmed
    again = done(resolved, ("solved", "U1"), ("unsolved", "U1"))
    assert (again.state, again.owner, again.confirmed) == ("claimed", "U8", False)
    assert done(resolved, ("solved", "U8")) == "not-asker"


def test_after_a_week_nothing_is_opened_again() -> None:
    resolved = done(OPEN, ("claim", "U8"), ("resolve", "U8"))
    assert act(resolved, "reopen", "U8", resolved.ended + WEEK + 1) == "late"
    assert act(resolved, "unsolved", "U1", resolved.ended + WEEK + 1) == "late"


def later(second: float, span: timedelta) -> float:
    return second + span.total_seconds()


def test_it_is_due_when_nobody_has_claimed_it_for_a_quarter_of_an_hour() -> None:
    assert tickets.due(OPEN, 100.0, later) == 100 + 15 * 60


def test_it_is_due_when_its_owner_has_been_silent_for_four_hours() -> None:
    claimed = done(OPEN, ("claim", "U8"))
    assert tickets.due(claimed, 300.0, later) == 200 + 4 * 3600
    assert tickets.due(tickets.answered(claimed, 500.0), 500.0, later) == 500 + 4 * 3600


def test_the_askers_impatience_puts_off_no_reminder_but_calls_for_another() -> None:
    claimed = done(OPEN, ("claim", "U8"))
    assert tickets.asked(claimed, 500.0) == claimed
    reminded = replace(claimed, reminded=True)
    assert tickets.due(tickets.asked(reminded, 500.0), 500.0, later) == 500 + 4 * 3600
    assert tickets.asked(replace(OPEN, reminded=True), 500.0).reminded


def test_what_was_reminded_of_is_only_kept() -> None:
    assert tickets.due(replace(OPEN, reminded=True), 500.0, later) == 500 + WEEK


def test_what_has_ended_is_due_after_a_week() -> None:
    resolved = done(OPEN, ("claim", "U8"), ("resolve", "U8"))
    assert tickets.due(resolved, 500.0, later) == resolved.ended + WEEK


ACTS = st.tuples(st.sampled_from(["claim", "return", "resolve", "reassign", "reopen", "solved", "unsolved"]), st.text())


@given(st.lists(ACTS, max_size=12))
def test_whatever_is_pressed_a_claimed_ticket_has_an_owner_and_an_ended_one_an_end(clicks: list[Any]) -> None:
    ticket = OPEN
    for number, (does, who) in enumerate(clicks):
        after = act(ticket, does, who or "U1", 200.0 + number, "U9")
        ticket = ticket if isinstance(after, str) else after
        assert bool(ticket.ended) == (not ticket.live) == bool(ticket.by)
        assert bool(ticket.owner) or ticket.state != "claimed"


@pytest.mark.parametrize(
    ("why", "typed"),
    [
        ("unclear", ["fnord blorp", "wibble wobble"]),
        ("boundary", ["Can I renew Endpoint Protection Advanced? It expired on 1 February 2018"]),
        ("doubted", ["Can I renew Mail Security? It expired on 10 April 2018", "are you sure?"]),
        ("outside", ["how much does a license cost?"]),
        (None, ["Can I renew Mail Security? It expired on 10 April 2018"]),
    ],
)
def test_it_is_known_why_a_person_is_offered(desk: Desk, why: str | None, typed: list[str]) -> None:
    conversation = Conversation()
    for one in typed:
        answered = desk.take_turn(conversation, one, TODAY)
        conversation = answered.conversation
    assert tickets.why(answered.reply) == why
