"""assistant.threads.*: the words that an agent shows around its messages."""

from typing import Any

from bot.workspace.methods.call import Args, Method, channel
from bot.workspace.refusal import Refused
from bot.workspace.state import Workspace

_PROMPTS = 4
_LOADING = 10


def _status(workspace: Workspace, args: Args) -> Args:
    place = channel(workspace, args, "channel_id")
    thread, status = _thread(args), args.get("status")
    loading = args.get("loading_messages") or []
    if not isinstance(status, str) or len(loading) > _LOADING:
        raise Refused("invalid_arguments")
    told = {"thread": thread, "status": status, "loading": loading}
    if status:
        workspace.shown.statuses[f"{place.id}:{thread}"] = told
    else:
        workspace.shown.statuses.pop(f"{place.id}:{thread}", None)
    workspace.tell("status", told, place.id)
    return {}


def _title(workspace: Workspace, args: Args) -> Args:
    place, thread = channel(workspace, args, "channel_id"), _thread(args)
    if not isinstance(args.get("title"), str):
        raise Refused("invalid_arguments")
    workspace.shown.titles[f"{place.id}:{thread}"] = args["title"]
    workspace.tell("title", {"thread": thread, "title": args["title"]}, place.id)
    return {}


def _thread(args: Args) -> str:
    if not args.get("thread_ts"):
        raise Refused("invalid_thread_ts")
    return str(args["thread_ts"])


def _suggest(workspace: Workspace, args: Args) -> Args:
    place, prompts = channel(workspace, args, "channel_id"), args.get("prompts")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= _PROMPTS or not all(map(_is_prompt, prompts)):
        raise Refused("invalid_arguments", [f"1 to {_PROMPTS} prompts with title and message were expected"])
    told = {"title": args.get("title") or "", "prompts": prompts, "thread": args.get("thread_ts") or ""}
    workspace.shown.prompts[place.id] = told
    workspace.tell("prompts", told, place.id)
    return {}


def _is_prompt(prompt: Any) -> bool:
    return isinstance(prompt, dict) and all(isinstance(prompt.get(name), str) for name in ("title", "message"))


METHODS: dict[str, Method] = {
    "assistant.threads.setStatus": _status,
    "assistant.threads.setTitle": _title,
    "assistant.threads.setSuggestedPrompts": _suggest,
}
