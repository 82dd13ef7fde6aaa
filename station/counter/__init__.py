"""The counter: pure decisions. A command, what is known, and a rule pack in; facts or a refusal out."""
