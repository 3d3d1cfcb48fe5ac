"""What can be said of an index's content without asking the network: content in, findings out.

`table.CHECKS` declares every check, `run.all_findings` runs them.
"""

from paperdex.checks.run import all_findings, findings_for_pages

__all__ = ["all_findings", "findings_for_pages"]
