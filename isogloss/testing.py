"""What proves a dialect, ours and a third party's: its claims asked of a live server, its capabilities as a table."""

from .core.testing import CLAIMS, Claim, Finding, capability_table, probe

__all__ = ["CLAIMS", "Claim", "Finding", "capability_table", "probe"]
