"""Watches the door: request records, scores, bans.

Uses accounts, notifications and the ground floor only.
"""
