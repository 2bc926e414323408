"""Tells people: messages, channels, templates, delivery log.

Uses accounts and the ground floor.
"""
