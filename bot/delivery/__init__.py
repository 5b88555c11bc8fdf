"""The lasting way: what came in is stored before it is acknowledged, what goes out before it is posted.

    inbox.store ──▶ queue.take ──▶ answer ──▶ queue.commit ──▶ carrier.send ──▶ queue.confirm
    (then Slack      (a lease on    (pure)     (entry out,       (Slack)          (post out, what
     gets its 200)    one conver-               state and post                     follows in)
                      sation)                   in, at once)

Whatever breaks, breaks between two of these steps, and Redis holds what is needed to go on:
before `commit` the entry is answered again (nobody has seen the answer yet); between `commit` and `confirm` a stored
post is found, and whoever finds it looks whether Slack has it before posting it again. A worker that dies gives its
conversation back when its lease runs out; one that was only frozen is fenced off by its token.
Each arrow is one script; those of one moment go to Redis together (batch.py), and cost it one write to its disk.
Nothing here knows Slack's dicts or the desk: entries, states and posts are texts.
"""
