"""The wiring: the environment, the settings, the addresses and the server's door."""

VERSION = "0.1.0"
