"""How programs see the registry: the folder is the URL."""
