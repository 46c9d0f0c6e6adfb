"""How fast the registry is read, beside floors that answer the same from less.

``make bench`` runs it and writes the report; ``__main__`` says what can be chosen.
"""
