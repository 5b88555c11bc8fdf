"""What the desk costs: the engine by itself, and the bot from outside beside the least that a Slack bot can do."""
