"""The first run 首次设置 in the window: site, head, printer; each step is an act of `station setup`."""
