"""Statements of the other side 对账文件: one module a format, its mapping as data beside it. Pure: bytes in, lines out."""
