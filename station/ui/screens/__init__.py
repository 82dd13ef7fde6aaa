"""One file a screen; each is the whole of one task."""
