"""The demo shop: its range, its people, a year of their orders. Writes through the rooms."""
