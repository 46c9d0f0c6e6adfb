"""``collections/``: named sets of definitions, their health and their counts."""
