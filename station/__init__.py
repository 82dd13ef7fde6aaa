"""The station 站点端: one site's whole working system. It issues, collects, prints, keeps its own copy, and travels."""
