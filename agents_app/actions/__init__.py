"""All writes, one verb a file: lock, refuse, change, revise, resolve, journal."""
