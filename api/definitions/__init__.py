"""``definitions/``: texts by the digest of their bytes, whoever has them."""
