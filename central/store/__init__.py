"""The centre's store 存储: one database, SQLite or PostgreSQL, behind the same code. No connection leaves this room."""
