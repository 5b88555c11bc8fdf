"""Blocks from values: plain functions, nothing is looked up or sent."""
