"""The lasting way: what came in is stored before it is acknowledged, what goes out before it is posted."""
