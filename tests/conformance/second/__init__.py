"""A second reader of our bytes, written from `docs/formats/entry.md` and the RFCs, sharing no line with the product.

Only Python's standard library: a small CBOR decoder that knows one spelling, Ed25519 after RFC 8032, and the laws of
entry, feed, certificate, block, claim and exchange. Whatever is not exactly as the format says raises `Refused`.
"""
