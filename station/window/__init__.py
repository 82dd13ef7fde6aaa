"""The station's window on this computer: a browser of its own without tabs or address bar, and the icon that opens it."""
