"""Fakes of the ports, one file each: they keep the port's promises without a machine, a network or chance."""
