"""Findings: problems in somebody's data, as values with an address. Also their catalogue and their reports."""

from skpxl.findings.finding import Finding, Severity, temuan

__all__ = ["Finding", "Severity", "temuan"]
