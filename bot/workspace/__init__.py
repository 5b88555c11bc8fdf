"""A stand-in for Slack: its Web API on a real port, and people who write, click and type commands.

It enforces Slack's limits on its own account and shares no code with the edge that it referees.
"""
