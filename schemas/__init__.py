"""The ground: every shape that outlives a process, with the laws that hold over it. No I/O of its own."""
