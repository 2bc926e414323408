"""Sells: cart, checkout, orders, payments, shipping, tax, refunds.

Uses activity, catalog, notifications, accounts and the ground floor; does not know security.
"""
