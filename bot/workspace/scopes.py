"""Which scope a method needs.

Source: docs.slack.dev, the page of each method. A method that is not here needs none.
"""

from collections.abc import Mapping

ALTERNATIVES = Mapping[str, tuple[str, ...]]

METHODS: ALTERNATIVES = {
    "chat.postMessage": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.update": ("chat:write",),
    "chat.delete": ("chat:write",),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
    "usergroups.list": ("usergroups:read",),
    "usergroups.users.list": ("usergroups:read",),
    "team.info": ("team:read",),
    "assistant.threads.setStatus": ("assistant:write", "chat:write"),
    "agents.sessions.setStatus": ("chat:write",),
    "agents.sessions.rename": ("chat:write",),
    "assistant.threads.setTitle": ("assistant:write",),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
}
"""One of these is enough."""

HISTORY = {"channel": "channels:history", "group": "groups:history", "im": "im:history"}
READ = {"channel": "channels:read", "group": "groups:read", "im": "im:read"}
"""Scopes that depend on the kind of channel."""
OPEN = "im:write"
CUSTOM = "chat:write.customize"
"""Posting under a name or a picture of one's own."""
PUBLIC = "chat:write.public"
"""Posting in public channels without being there."""
