"""The one-command shop: a small process that starts the servers, the set-up and every process of the shop, and ends
them all with itself. It loads the settings but no Django apps, so that it stays small and outlives their mistakes.
"""
