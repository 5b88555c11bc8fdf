"""`make bench`: what the engine costs, how soon the bot acknowledges, how much it answers, what it takes."""

from tests.bench import edge, engine

if __name__ == "__main__":
    engine.show()
    edge.show()
