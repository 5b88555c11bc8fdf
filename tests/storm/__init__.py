"""The storm: thousands of questions while processes, Redis, Slack and the power fail; then everything is counted.

`make storm` sends it over the bot and over two usual designs, which must fail: that shows that the storm has teeth.
A tenth of it is part of the tests.
"""
