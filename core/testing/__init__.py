"""What proves a dialect: its claims asked of a live server, its capabilities as a table."""

from .capability_table import capability_table
from .claims import CLAIMS, Claim, Finding, probe

__all__ = ["CLAIMS", "Claim", "Finding", "capability_table", "probe"]
