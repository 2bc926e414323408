"""A believable year of a small shop: who buys what when, and who looks, searches, crawls and cheats.

Pure functions of a seed over numbers: products and people are indexes. ``shop.demo.loading`` writes the outcome
through the rooms.
"""
