"""The arithmetic of learning: plain functions over arrays, without database, settings or web.

The only folder that imports numeric packages. It is imported inside functions that run in workers and commands, never
when the web process starts. What ``manage.py evaluate`` measures here is what trains the shop.
"""
