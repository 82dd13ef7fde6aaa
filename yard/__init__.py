"""Above both houses: the set-up, the synthetic day, the benches. The only place that may import both."""
