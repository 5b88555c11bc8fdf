"""Many words as one fast regex: common beginnings are shared, so a scan tries few branches at each place."""

import re
from collections.abc import Iterable
from typing import TypeAlias

Node: TypeAlias = "dict[str, Node]"


def pattern(words: Iterable[str]) -> str:
    """A regex that matches the longest of `words` at a place, without groups; nothing at all for no words."""
    root: Node = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(root) if root else r"(?!)"


def _branch(node: Node) -> str:
    branches = [_tail(char, child) for char, child in sorted(node.items()) if char]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{body})?" if "" in node else body


def _tail(char: str, child: Node) -> str:
    """One branch: a run of letters without a choice is one literal."""
    run = re.escape(char)
    while len(child) == 1 and "" not in child:
        char, child = next(iter(child.items()))
        run += re.escape(char)
    return run + _branch(child)
