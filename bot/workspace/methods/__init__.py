"""The methods of Slack's Web API that the stand-in knows, each as Slack documents it, by Slack's own families."""

from bot.workspace import limits
from bot.workspace.methods import agent, chat, conversations, people, views
from bot.workspace.methods.call import Args, Method, permit
from bot.workspace.refusal import Refused
from bot.workspace.state import Workspace

_METHODS: dict[str, Method] = {
    **people.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **views.METHODS,
    **agent.METHODS,
}


def answer(workspace: Workspace, method: str, args: Args) -> Args:
    """What Slack answers to a call; `retry_after` beside it where it came too soon."""
    known = _METHODS.get(method)
    if known is None:
        return {"ok": False, "error": "unknown_method"}
    try:
        permit(workspace, method)
        return {"ok": True, **known(workspace, args)}
    except Refused as refused:
        told = {"response_metadata": {"messages": refused.details}} if refused.details else {}
        wait = {"retry_after": refused.retry_after} if refused.retry_after else {}
        return {"ok": False, "error": refused.code, **refused.more, **told, **wait}


def response_error(body: Args) -> str:
    """The error of a message sent to a response URL; "" when it is fine."""
    if body.get("delete_original") and not body.get("text") and not body.get("blocks"):
        return ""
    return limits.refuse(body)[0]
