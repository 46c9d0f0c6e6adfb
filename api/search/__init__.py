"""Search: agents by what they say, the best first, with facets and snippets."""
