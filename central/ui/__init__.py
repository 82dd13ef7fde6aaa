"""The reconciler's pages 收入核算岗: the wall of sites and one site's day, in Flet under the same server as the routes."""
