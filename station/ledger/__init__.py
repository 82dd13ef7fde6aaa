"""The ledger of one station: one encrypted file, one writer, one point of no return."""
