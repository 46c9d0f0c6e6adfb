"""Whole journeys, through every face."""
