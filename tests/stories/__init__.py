"""Whole journeys, through the doors that people use."""
