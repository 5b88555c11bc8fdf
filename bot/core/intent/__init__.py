"""Intents: what a person wants, found through wordings that live in `knowledge/phrases/`."""

from bot.core.intent.finding import find
from bot.core.intent.grammar import prepare
from bot.core.intent.index import ELSEWHERE, Index

__all__ = ["ELSEWHERE", "Index", "find", "prepare"]
