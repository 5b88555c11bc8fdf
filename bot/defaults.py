"""What holds when the environment says nothing."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent

KNOWLEDGE = _ROOT / "knowledge"
MANIFEST = _ROOT / "manifest.yaml"
TIMEZONE = "Asia/Tokyo"
