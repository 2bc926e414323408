"""Arrays as one file and back, without pickle: loading can never run code."""

import io
from collections.abc import Mapping
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

FORM = "form"


def pack(form: str, arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """The file's content. ``form`` names what the arrays mean, with a number that rises when that changes."""
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **{FORM: np.array(form)}, **dict(arrays))
    return file.getvalue()


def unpack(form: str, content: bytes) -> dict[str, NDArray[Any]]:
    """The arrays of a file. Raises ValueError when it is damaged, holds objects, or is of another form."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except (BadZipFile, EOFError, KeyError, OSError) as damage:
        raise ValueError(f"The file is damaged: {damage}") from damage
    found = str(arrays.pop(FORM, "nothing"))
    if found != form:
        raise ValueError(f"The file holds {found}, not {form}.")
    return arrays
