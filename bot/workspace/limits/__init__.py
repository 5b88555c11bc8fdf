"""What Slack refuses in a message, a view or a list of options, from its documentation.

Source: docs.slack.dev, "Block Kit reference", chat.postMessage, "Views". Only blocks and elements that are known are
let through.
"""

from bot.workspace.limits.messages import refuse
from bot.workspace.limits.options import refuse_options
from bot.workspace.limits.views import refuse_view

__all__ = ["refuse", "refuse_options", "refuse_view"]
