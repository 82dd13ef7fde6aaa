"""How the vectors of `schemas/vectors/` are made: `python -m tests.conformance.vectors` writes them anew, to the same bytes.

Good vectors come from the product. Bad ones are put together by hand (`spelling`), each breaking one law and signed like a
good one, so that nothing but that law can refuse it.
"""
