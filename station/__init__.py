"""The station 站点端: one site's whole working system. It issues, collects, prints, keeps its own copy, and travels."""

VERSION = "0.1.0"
"""The program's own version; a packed folder knows it from here."""
