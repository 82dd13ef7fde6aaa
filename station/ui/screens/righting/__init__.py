"""Screens that put an earlier act right: void, red letter, refund, wrong payment method; each signed by whom the law wants."""
