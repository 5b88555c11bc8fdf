"""Handing over: a person is called, takes a ticket, talks with the asker through the bot, and gives it back.

Everything about a ticket is an entry of the asker's conversation, so it is answered under that conversation's lease, in
its turn. Each module turns one sort of entry into a step; nothing here sends.
"""
