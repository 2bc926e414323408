"""Who people are and what they may do: users, roles, sessions, tokens, addresses.

Uses the ground floor only.
"""
