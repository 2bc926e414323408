"""Refusals of the embedded servers, worded for the person who typed the command."""

import errno
from pathlib import Path

ELSEWHERE = "Or use servers of your own: set DATABASE_URL and REDIS_URL, or start everything with docker compose up."


class EmbeddedServerError(Exception):
    """An embedded server cannot be used. The message says why and what to do."""


def explain(error: OSError, folder: Path) -> EmbeddedServerError:
    """The trouble with a file or folder in plain words. ``folder`` is named when the error names no file."""
    place = error.filename or folder
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full(folder)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return EmbeddedServerError(
            f"Shopkeeper may not write to {place}. Run as the user that the folder belongs to, or choose another "
            f"folder with SHOPKEEPER_HOME. {ELSEWHERE}"
        )
    return EmbeddedServerError(
        f"Shopkeeper cannot use {place}: {error.strerror or error}. {ELSEWHERE}"
    )


def disk_full(folder: Path) -> EmbeddedServerError:
    """The disk is full: nothing was lost, but nothing can start either."""
    return EmbeddedServerError(
        f"The disk that holds {folder} is full. Free some space and start again; nothing was lost."
    )
