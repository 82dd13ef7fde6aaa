"""Signed acts on shared records 档案办理 and what they come to: pure folds, the same from any order of arrival."""

from schemas.acts.order import Act, Ordered, in_order

__all__ = ["Act", "Ordered", "in_order"]
