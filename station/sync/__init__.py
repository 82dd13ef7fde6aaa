"""The courier: how entries travel between this station, the centre and its neighbours."""
