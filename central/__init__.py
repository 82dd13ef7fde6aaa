"""The centre 市局(区局)端: it grants, gathers and compares; it has no power to write in a site's name."""
