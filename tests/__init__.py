"""The tests mirror the source; ``house`` tests the house itself."""
