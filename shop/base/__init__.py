"""The ground floor: records, money, outbox, jobs, errors, API bases, health. No trade words in it.

Uses no other room; every room may use it. Imports nothing here.
"""
