"""What holds when the environment says nothing."""

from pathlib import Path

KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"
TIMEZONE = "Asia/Tokyo"
