"""Remembers what people did: events, rollups per product and hour, trends.

Uses catalog and what lies below it.
"""
