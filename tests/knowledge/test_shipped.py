"""The knowledge that is shipped: without faults, an answer for everything, and no address that was made up."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot import library
from bot.core.knowledge import Knowledge
from bot.core.model import Conversation, Language
from bot.desk import Desk
from bot.library.known import INTENTS

SHIPPED = Path(__file__).parents[2] / "knowledge"
INFORMATIONAL = """after_renewal after_renewal/v7 offline_license_file license_key_file version_upgrade
    version_upgrade/linux_server version_upgrade/gateway version_upgrade/support_end license_info license_info/password
    application_form cloud_option serial_change serial_change/other_prefix expiry_signs expiry_effect successor_product
    how_to_renew/mail how_to_renew/where out_of_scope/switching out_of_scope/adding_seats""".split()
ADDRESS = re.compile(r"https?://[^\s\"'<>)」』、。]+")


def test_it_has_no_faults() -> None:
    assert [str(fault) for fault in library.check(SHIPPED)] == []


@pytest.mark.parametrize("intent", INFORMATIONAL)
def test_every_informational_intent_has_its_article(intent: str, knowledge: Knowledge) -> None:
    answering = [article for article in knowledge.articles.values() if intent in article.answers]
    assert len(answering) == 1
    assert answering[0].body.keys() == {"en", "ja"}


def test_every_intent_has_wordings_and_a_button_to_offer_it(knowledge: Knowledge) -> None:
    for language in ("en", "ja"):
        assert {key.partition("/")[0] for key in knowledge.phrases[language].intents} == INTENTS
        assert {f"offer.{intent}" for intent in INTENTS} <= knowledge.replies[language].keys()


def test_every_address_anywhere_is_that_of_a_source(knowledge: Knowledge) -> None:
    allowed = {source.url for source in knowledge.sources.values() if source.url}
    texts = [path.read_text(encoding="utf-8") for path in SHIPPED.rglob("*.*") if path.name != "CHANGELOG.md"]
    assert {address for text in texts for address in ADDRESS.findall(text)} <= allowed | {"https://…"}


def test_no_successor_is_named_that_no_page_names(knowledge: Knowledge) -> None:
    assert not any("PROTECT" in text for text in knowledge.articles["successor-products"].body.values())


def test_an_unknown_serial_number_is_not_said_to_stay(knowledge: Knowledge) -> None:
    bodies = [knowledge.articles[name].body["ja"] for name in ("serial-change", "serial-change-other")]
    assert not any(re.search(r"変わりません|変更(は|され)", body) for body in bodies)
    assert all("記載がありません" in body for body in bodies)


def test_every_headline_is_one_short_sentence(knowledge: Knowledge) -> None:
    for article in knowledge.articles.values():
        for language, body in article.body.items():
            headline = body.partition("\n")[0]
            assert headline.count("。" if language == "ja" else ". ") <= (1 if language == "ja" else 0), headline
            assert len(headline) <= (110 if language == "ja" else 190), headline


def test_every_text_that_the_code_asks_for_by_name_is_there(knowledge: Knowledge) -> None:
    code = [path.read_text(encoding="utf-8") for path in (SHIPPED.parent / "bot").rglob("*.py")]
    asked = {key for text in code for key in re.findall(r'\b(?:say|bare)\(\s*"([a-z_]+[.][a-z_.]+)"', text)}
    assert asked
    assert sorted(asked - knowledge.replies["en"].keys()) == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_pressing_a_button_is_read_as_its_line(language: Language, knowledge: Knowledge, desk: Desk) -> None:
    for line in knowledge.lines.values():
        said = line.choice[language]
        reply = desk.take_turn(Conversation(language=language), said, date(2026, 5, 1)).reply
        assert (said, reply.lines) == (said, (line.id,))
