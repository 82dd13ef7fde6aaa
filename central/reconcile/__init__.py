"""Reconciliation 对账: documents, payments and money held against each other. The decisions are pure."""
