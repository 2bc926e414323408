"""The servers that the shop brings along: PostgreSQL and Valkey on private Unix sockets.

``servers`` is the way in. Everything here is standard library only and knows no Django: settings
call it before Django exists, and each keeper process stays as small as a process can be.
"""
