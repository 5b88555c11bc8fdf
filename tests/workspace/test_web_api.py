"""The stand-in's Web API lets an app do what Slack lets it do, and no more."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.allowance import Origin, Pace
from bot.workspace.sample import GENERAL, GROUP, SUPPORT, TRIAGE
from tests.workspace.app import Try

MODAL: dict[str, Any] = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": []}
HOME: dict[str, Any] = {"type": "home", "blocks": []}


async def refused(call: Any) -> str:
    """The error code with which a call is refused."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_a_token_is_needed_and_must_be_the_right_one(tried: Try) -> None:
    wrong = AsyncWebClient(token="xoxb-wrong", base_url=tried.server.api_url, session=tried.session)
    assert await refused(wrong.auth_test()) == "invalid_auth"
    async with tried.session.post(f"{tried.server.api_url}auth.test") as answer:
        assert (await answer.json())["error"] == "not_authed"
    assert (await tried.client.auth_test())["ok"]


async def test_a_scope_that_the_manifest_lacks_is_missed(tried: Try) -> None:
    with pytest.raises(SlackApiError) as caught:
        await tried.client.team_info()
    answer = caught.value.response
    assert (answer["error"], answer["needed"]) == ("missing_scope", "team:read")
    assert "chat:write" in answer["provided"]
    assert await refused(tried.client.conversations_info(channel=GENERAL)) == "missing_scope"
    assert await refused(tried.client.chat_postMessage(channel=GENERAL, text="x", username="Me")) == "missing_scope"


async def test_a_method_that_slack_does_not_have_is_unknown(tried: Try) -> None:
    assert await refused(tried.client.api_call("chat.shout")) == "unknown_method"


async def test_a_trigger_opens_one_modal_within_three_seconds(tried: Try) -> None:
    now = 1000.0
    tried.workspace.clock = lambda: now
    first, second = (tried.workspace.triggers.give("U0EMMA") for _ in range(2))
    await tried.client.views_open(trigger_id=first, view=MODAL)
    assert await refused(tried.client.views_open(trigger_id=first, view=MODAL)) == "exchanged_trigger_id"
    now += 3.1
    assert await refused(tried.client.views_open(trigger_id=second, view=MODAL)) == "expired_trigger_id"
    assert await refused(tried.client.views_open(trigger_id="1.2.3", view=MODAL)) == "invalid_trigger_id"
    (shown,) = (await tried.sees())["modals"]
    assert shown["title"]["text"] == "T"
    assert (await tried.sees("U0KEN"))["modals"] == []


async def test_at_most_three_modals_lie_above_each_other(tried: Try) -> None:
    def trigger() -> str:
        return tried.workspace.triggers.give("U0EMMA")

    assert await refused(tried.client.views_push(trigger_id=trigger(), view=MODAL)) == "not_found"
    await tried.client.views_open(trigger_id=trigger(), view=MODAL)
    for _ in range(2):
        await tried.client.views_push(trigger_id=trigger(), view=MODAL)
    assert await refused(tried.client.views_push(trigger_id=trigger(), view=MODAL)) == "push_limit_reached"


async def test_a_view_is_updated_by_id_or_external_id_unless_it_has_changed_meanwhile(tried: Try) -> None:
    view = {**MODAL, "external_id": "mine"}
    made = await tried.client.views_open(trigger_id=tried.workspace.triggers.give("U0EMMA"), view=view)
    again = tried.workspace.triggers.give("U0EMMA")
    assert await refused(tried.client.views_open(trigger_id=again, view=view)) == "duplicate_external_id"
    await tried.client.views_update(view_id=made["view"]["id"], hash=made["view"]["hash"], view=view)
    stale = tried.client.views_update(view_id=made["view"]["id"], hash=made["view"]["hash"], view=view)
    assert await refused(stale) == "hash_conflict"
    assert (await tried.client.views_update(external_id="mine", view=view))["view"]["id"] == made["view"]["id"]
    assert await refused(tried.client.views_update(view_id="V1", view=MODAL)) == "not_found"


async def test_a_home_tab_is_seen_by_its_owner_alone(tried: Try) -> None:
    await tried.client.views_publish(user_id="U0EMMA", view=HOME)
    assert (await tried.sees())["home"]["type"] == "home"
    assert (await tried.sees("U0KEN"))["home"] is None
    assert await refused(tried.client.views_publish(user_id="U0NOBODY", view=HOME)) == "user_not_found"


async def test_the_bot_changes_and_deletes_its_own_messages_only(tried: Try) -> None:
    theirs = (await tried.act("say", channel=GENERAL, text="hi"))["ts"]
    mine = (await tried.client.chat_postMessage(channel=GENERAL, text="hello"))["ts"]
    assert await refused(tried.client.chat_update(channel=GENERAL, ts=theirs, text="x")) == "cant_update_message"
    assert await refused(tried.client.chat_delete(channel=GENERAL, ts=theirs)) == "cant_delete_message"
    assert await refused(tried.client.chat_update(channel=GENERAL, ts="1.0", text="x")) == "message_not_found"
    await tried.client.chat_update(channel=GENERAL, ts=mine, text="good-bye")
    assert [one["text"] for one in tried.workspace.said(GENERAL)] == ["good-bye"]
    await tried.client.chat_delete(channel=GENERAL, ts=mine)
    assert tried.workspace.said(GENERAL) == []


async def test_a_message_for_one_person_is_seen_by_that_person_only(tried: Try) -> None:
    await tried.client.chat_postEphemeral(channel=SUPPORT, user="U0EMMA", text="psst")
    assert [one["text"] for one in (await tried.sees())["whispers"]] == ["psst"]
    assert (await tried.sees("U0KEN"))["whispers"] == []
    outside = tried.client.chat_postEphemeral(channel=TRIAGE, user="U0EMMA", text="psst")
    assert await refused(outside) == "user_not_in_channel"


async def test_a_private_channel_is_seen_by_those_who_are_in_it(tried: Try) -> None:
    await tried.client.chat_postMessage(channel=TRIAGE, text="a card")
    assert TRIAGE not in (await tried.sees())["messages"]
    assert (await tried.sees("U0KEN"))["messages"][TRIAGE][0]["text"] == "a card"


async def test_posting_to_a_person_opens_a_direct_message(tried: Try) -> None:
    said = await tried.client.chat_postMessage(channel="U0EMMA", text="hello")
    assert said["channel"] == (await tried.client.conversations_open(users="U0EMMA"))["channel"]["id"]


async def test_posts_in_one_channel_come_about_once_a_second(tried: Try) -> None:
    now = 1000.0
    tried.workspace.pace = Pace(lambda: now, burst=2)
    for _ in range(2):
        await tried.client.chat_postMessage(channel=GENERAL, text="x")
    with pytest.raises(SlackApiError) as caught:
        await tried.client.chat_postMessage(channel=GENERAL, text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "1"
    await tried.client.chat_postMessage(channel=SUPPORT, text="x")
    now += 1.1
    await tried.client.chat_postMessage(channel=GENERAL, text="x")


async def test_a_link_to_a_reply_names_its_thread(tried: Try) -> None:
    root = (await tried.client.chat_postMessage(channel=GENERAL, text="x"))["ts"]
    reply = (await tried.client.chat_postMessage(channel=GENERAL, text="y", thread_ts=root))["ts"]
    link = (await tried.client.chat_getPermalink(channel=GENERAL, message_ts=reply))["permalink"]
    assert link.startswith(f"{tried.url}/archives/{GENERAL}/p")
    assert link.endswith(f"?thread_ts={root}&cid={GENERAL}")


async def test_people_have_a_language_and_groups_have_members(tried: Try) -> None:
    assert (await tried.client.users_info(user="U0MISAKI", include_locale=True))["user"]["locale"] == "ja-JP"
    assert await refused(tried.client.users_info(user="U0NOBODY")) == "user_not_found"
    assert (await tried.client.usergroups_users_list(usergroup=GROUP))["users"] == ["U0DANIEL", "U0KEN"]
    assert await refused(tried.client.usergroups_users_list(usergroup="S1")) == "no_such_subteam"
    await tried.act("member", group=GROUP, person="U0KEN", member=False)
    assert (await tried.client.usergroups_users_list(usergroup=GROUP))["users"] == ["U0DANIEL"]


async def test_an_agents_words_are_seen_until_its_message_comes(tried: Try) -> None:
    place = tried.workspace.direct("U0EMMA").id
    ts = (await tried.act("say", channel=place, text="hi"))["ts"]
    await tried.client.assistant_threads_setStatus(channel_id=place, thread_ts=ts, status="is thinking…")
    await tried.client.assistant_threads_setTitle(channel_id=place, thread_ts=ts, title="Renewal")
    prompts = [{"title": "a", "message": "b"}]
    await tried.client.assistant_threads_setSuggestedPrompts(channel_id=place, thread_ts=ts, prompts=prompts)
    seen = await tried.sees()
    assert seen["statuses"][f"{place}:{ts}"]["status"] == "is thinking…"
    assert seen["titles"][f"{place}:{ts}"] == "Renewal"
    assert seen["prompts"][place]["prompts"] == prompts
    await tried.client.chat_postMessage(channel=place, thread_ts=ts, text="done")
    assert (await tried.sees())["statuses"] == {}
    many = tried.client.assistant_threads_setSuggestedPrompts(channel_id=place, thread_ts=ts, prompts=prompts * 5)
    assert await refused(many) == "invalid_arguments"


async def respond(tried: Try, url: str, **body: Any) -> int:
    async with tried.session.post(url, json=body) as answer:
        return answer.status


async def test_a_response_url_is_answered_five_times_within_thirty_minutes(tried: Try) -> None:
    now = 1000.0
    tried.workspace.clock = lambda: now
    url, late = (tried.server.response_url(name, Origin("U0EMMA", GENERAL)) for name in ("one", "two"))
    assert [await respond(tried, url, text="x") for _ in range(6)] == [200] * 5 + [404]
    assert len((await tried.sees())["whispers"]) == 5
    now += 1801
    assert await respond(tried, late, text="x") == 404
    assert await respond(tried, f"{tried.url}/respond/guessed", text="x") == 404


async def test_a_response_replaces_or_deletes_the_message_it_answers(tried: Try) -> None:
    ts = (await tried.client.chat_postMessage(channel=GENERAL, text="one"))["ts"]
    url = tried.server.response_url("x", Origin("U0EMMA", GENERAL, ts))
    await respond(tried, url, replace_original=True, text="two")
    assert [one["text"] for one in tried.workspace.said(GENERAL)] == ["two"]
    await respond(tried, url, delete_original=True)
    assert tried.workspace.said(GENERAL) == []
    await respond(tried, url, response_type="in_channel", text="three")
    assert [one["text"] for one in tried.workspace.said(GENERAL)] == ["three"]
    assert await respond(tried, url, text="four", blocks=[{"type": "sandwich"}]) == 400


async def test_a_session_has_a_state_and_the_title_it_began_with(tried: Try) -> None:
    place = tried.workspace.direct("U0EMMA").id
    ts = (await tried.act("say", channel=place, text="hi"))["ts"]
    where = {"channel_id": place, "thread_ts": ts}
    assert await refused(tried.client.api_call("agents.sessions.rename", json=where | {"title": "x"})) == (
        "session_not_found"
    )
    for title in ("First", "Second"):
        told = await tried.client.api_call(
            "agents.sessions.setStatus", json=where | {"status": "processing", "title": title}
        )
    assert (told["status"], told["title"]) == ("processing", "First")
    assert (await tried.sees())["statuses"][f"{place}:{ts}"]["state"] == "processing"
    await tried.client.api_call("agents.sessions.rename", json=where | {"title": "Third"})
    await tried.client.api_call("agents.sessions.setStatus", json=where | {"status": "active"})
    seen = await tried.sees()
    assert (seen["statuses"], seen["titles"][f"{place}:{ts}"]) == ({}, "Third")
    wrong = tried.client.api_call("agents.sessions.setStatus", json=where | {"status": "busy"})
    assert await refused(wrong) == "invalid_arguments"


async def test_every_answer_tells_the_scopes(tried: Try) -> None:
    assert "chat:write" in (await tried.client.auth_test()).headers["X-OAuth-Scopes"].split(",")
