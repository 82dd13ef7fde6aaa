"""The entry 分录: its envelope, its signatures, its personal block, and the law by which it is admitted to a feed."""
