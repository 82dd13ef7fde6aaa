"""Hostile bytes by the thousand: streams, files, frames and updates of notes, named attacks and seeded mutations.

`python -m tests.faults.hostile --count 10000` runs them in a process of its own and prints one JSON object: how many of each kind, what they
were refused for, what crashed or hung (nothing), the peak of memory, whether every honest feed's digest stayed, whether each refusal
is on record with its sender. Exit status 1 when a law was broken.
"""
