"""Tests of the API, by endpoint; what all endpoints share stands beside them."""
