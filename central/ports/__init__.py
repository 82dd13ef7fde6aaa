"""What the rooms of the centre promise each other: shapes that pass between them, and Protocols. Nothing here acts."""
