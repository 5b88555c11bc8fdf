"""The names of everything kept in Redis.

All keys of a team share its hash tag, so that one script may touch several of them on a cluster too. A name is
made of ids only, never of a text that a person typed.
"""

from dataclasses import dataclass

TEAMS = "renewal-desk:teams"
TALLY = "renewal-desk:tally"
"""Hash: what all workers have counted."""
WAKE = "renewal-desk:wake"
"""The channel on which workers hear that something was stored."""
INSTALLED = "renewal-desk:installed"
"""Set: the teams that have installed the bot."""


def begun(name: str) -> str:
    """Mark: an install has begun under this name."""
    return f"renewal-desk:begun:{name}"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one team (workspace)."""

    team: str

    @property
    def prefix(self) -> str:
        """What every key of the team begins with."""
        return f"renewal-desk:{{{self.team}}}:"

    @property
    def ready(self) -> str:
        """Sorted set: conversations with something to do, by the millisecond from which one may be taken."""
        return self.prefix + "ready"

    @property
    def fence(self) -> str:
        """Counter: the last lease's token."""
        return self.prefix + "fence"

    @property
    def heard(self) -> str:
        """Text: the second up to which nothing was missed."""
        return self.prefix + "heard"

    @property
    def places(self) -> str:
        """Sorted set: the channels where people talk with the bot, by the millisecond of the last time."""
        return self.prefix + "places"

    @property
    def dead(self) -> str:
        """Hash: what was given up, by the token of the lease under which that happened."""
        return self.prefix + "dead"

    @property
    def due(self) -> str:
        """Sorted set: conversations by the millisecond at which they are to be looked at."""
        return self.prefix + "due"

    @property
    def waiting(self) -> str:
        """Sorted set: conversations in which a person is waited for, by the millisecond since when."""
        return self.prefix + "waiting"

    @property
    def troubles(self) -> str:
        """Hash: what the operators must mend, by the second when it last showed."""
        return self.prefix + "troubles"

    @property
    def unclear(self) -> str:
        """Sorted set: conversations with a question that was not understood, by the millisecond of the last one."""
        return self.prefix + "unclear"

    def figures(self, day: str) -> str:
        """Hash: how many questions came to what on a day."""
        return f"{self.prefix}figures:{day}"

    @property
    def installation(self) -> str:
        """Text: how the team has installed the bot, tokens included, encrypted."""
        return self.prefix + "installation"

    @property
    def renewing(self) -> str:
        """Text: who renews the team's token at the moment."""
        return self.prefix + "renewing"

    def leads(self, place: str) -> str:
        """Text: the conversation to which a thread belongs that is not its own."""
        return f"{self.prefix}leads:{place}"

    def led(self, conversation: str) -> str:
        """Set: the threads that belong to a conversation besides its own."""
        return f"{self.prefix}led:{conversation}"

    def seen(self, entry: str) -> str:
        """Mark: this entry has been stored."""
        return f"{self.prefix}seen:{entry}"

    def inbox(self, conversation: str) -> str:
        """List: what came in and is not answered yet."""
        return f"{self.prefix}inbox:{conversation}"

    def outbox(self, conversation: str) -> str:
        """List: what is to be posted."""
        return f"{self.prefix}outbox:{conversation}"

    def state(self, conversation: str) -> str:
        """Text: what the desk remembers."""
        return f"{self.prefix}state:{conversation}"

    def lease(self, conversation: str) -> str:
        """Text: the token of the worker that has the conversation in hand."""
        return f"{self.prefix}lease:{conversation}"

    def tries(self, conversation: str) -> str:
        """Counter: how often the first of the inbox has been taken."""
        return f"{self.prefix}tries:{conversation}"

    def unsent(self, conversation: str) -> str:
        """Mark: the first of the outbox has certainly not been posted."""
        return f"{self.prefix}unsent:{conversation}"

    def pause(self, channel: str) -> str:
        """Mark: Slack asked to wait before posting to this channel."""
        return f"{self.prefix}pause:{channel}"

    def once(self, what: str) -> str:
        """Mark: this must not be stored again for a while."""
        return f"{self.prefix}once:{what}"

    def person(self, user: str) -> str:
        """Set: the conversations in which someone said something."""
        return f"{self.prefix}person:{user}"

    def given(self, user: str) -> str:
        """Hash: what someone thinks of answers, by the answer."""
        return f"{self.prefix}given:{user}"

    def thumbs(self, day: str) -> str:
        """Hash: how many thumbs of each kind were given on a day."""
        return f"{self.prefix}thumbs:{day}"

    def alarm(self, what: str) -> str:
        """Text: which post told the operators of this, lately."""
        return f"{self.prefix}alarm:{what}"

    def conversation(self, conversation: str) -> list[str]:
        """All keys of one conversation."""
        made = (self.state, self.inbox, self.outbox, self.tries, self.unsent, self.lease)
        return [one(conversation) for one in made]

    def rate(self, whose: str) -> str:
        """Counter: the questions of a user or of a channel in this minute."""
        return f"{self.prefix}rate:{whose}"
