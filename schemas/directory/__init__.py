"""The city in a drawer 纳税人名录: households as a sealed file for one device, and the pieces by which they are found."""

from schemas.directory.grams import pieces_asked, pieces_of
from schemas.directory.listing import Listed, Listing, open_listing, seal_listing

__all__ = ["Listed", "Listing", "open_listing", "pieces_asked", "pieces_of", "seal_listing"]
