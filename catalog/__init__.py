"""What is sold, for how much, and how many are left: products, variants, categories, media, reviews, stock.

Uses notifications, accounts and the ground floor.
"""
