"""Many workspaces: each installs the bot by itself (OAuth), and everything said to Slack there uses its own token.

    /slack/install ─▶ Slack asks ─▶ /slack/oauth_redirect ─▶ exchange ─▶ vault ─▶ Redis
    event, click, entry ─▶ registry: which installation? ─▶ a token that has not ended ─▶ Slack

Off unless SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are set. Installations of a whole organisation are not taken.
"""
