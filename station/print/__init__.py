"""Paper at the site: which papers an entry calls for, what stands on them, the queue, and the printers."""
