"""Prints DATABASE_URL and REDIS_URL of the PostgreSQL and Redis on this machine's standard ports.

Ends with status 1, and says why, when one of them does not answer or does not let us in.
"""

import sys

import psycopg
import redis

OLDEST = 150000
USERS = ("postgres", "postgres:postgres")
DATABASE = "shopkeeper_ci"
# The tests empty the cache that they are given: the last of Redis's sixteen is the least likely to be used.
REDIS_URL = "redis://127.0.0.1:6379/15"


def main() -> int:
    """Print the addresses. Returns the exit status."""
    database = database_url()
    if database is None:
        print("No PostgreSQL 15 or newer lets us in at 127.0.0.1:5432.", file=sys.stderr)
        return 1
    try:
        redis.Redis.from_url(REDIS_URL, socket_connect_timeout=2).ping()
    except redis.RedisError as error:
        print(f"No Redis answers at 127.0.0.1:6379 ({error}).", file=sys.stderr)
        return 1
    print(f"DATABASE_URL={database} REDIS_URL={REDIS_URL}")
    return 0


def database_url() -> str | None:
    """The address of a fitting PostgreSQL that lets us create databases."""
    for user in USERS:
        server = f"postgresql://{user}@127.0.0.1:5432"
        try:
            with psycopg.connect(f"{server}/postgres", connect_timeout=2) as connection:
                if connection.info.server_version >= OLDEST:
                    return f"{server}/{DATABASE}"
        except psycopg.OperationalError:
            continue
    return None


if __name__ == "__main__":
    sys.exit(main())
