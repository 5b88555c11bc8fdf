"""Fixtures of the lasting way."""

from tests.edge import redis, redis_folder, redis_url

__all__ = ["redis", "redis_folder", "redis_url"]
