"""Slack's edge: its dicts end in `event.py` and the listeners, and begin again in `views/`."""
