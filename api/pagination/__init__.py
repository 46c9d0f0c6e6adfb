"""Pages by keyset: the next page begins after a row, never after a number of rows.

So no page repeats or skips a row because others came or went meanwhile, and the last page costs
what the first one does.
"""

from api.pagination.pages import DEFAULT_LIMIT, MOST, KeysetPagination

__all__ = ["DEFAULT_LIMIT", "MOST", "KeysetPagination"]
