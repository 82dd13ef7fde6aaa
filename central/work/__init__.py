"""What commands and routes have in common: acts of the centre that touch several rooms at once."""
