"""One exchange, several carriers: pure bytes in and bytes out, the same for centre, neighbour and stick."""
