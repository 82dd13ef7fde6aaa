"""The parts that screens are made of: type, keycaps, rows, fields, tables, the frame."""
