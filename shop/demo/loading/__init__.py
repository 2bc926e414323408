"""Writes the demo shop through the rooms: its range, its people, a year of their orders, ninety days of activity."""
