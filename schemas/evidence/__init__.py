"""Evidence to take away 留存证据: whole feeds in one file, a program of the standard library that checks it, a page that says how.

Nobody's leave is needed and nothing of ours is needed to check it. `verify.py` and `how-to.html` are packed as they
stand here; `verify.py` shares no code with the product on purpose.
"""

from schemas.evidence.assemble import whole_exchange
from schemas.evidence.pack import Trust, pages, zipped

__all__ = ["Trust", "pages", "whole_exchange", "zipped"]
