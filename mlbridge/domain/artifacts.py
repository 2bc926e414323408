"""Files of models: written whole or not at all, signed, and checked before a byte of them is understood."""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from mlbridge.errors import ArtifactRefused
from mlbridge.models import ModelVersion

SALT = "mlbridge.artifact"


def save(version: ModelVersion, content: bytes) -> None:
    """Keep a version's file and note its digest and signature on the version (unsaved).

    The file appears under its name only when it is complete on disk: a crash leaves the former state.
    """
    folder = Path(settings.MODEL_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    version.artifact = _file_name(version)
    _write_whole(folder / version.artifact, content)
    version.artifact_bytes = len(content)
    version.sha256 = hashlib.sha256(content).hexdigest()
    version.signature = _signature(version)


def read(version: ModelVersion) -> bytes:
    """The content of a version's file. Raises ArtifactRefused unless it is exactly what this shop wrote."""
    try:
        content = (Path(settings.MODEL_ROOT) / version.artifact).read_bytes()
    except OSError as trouble:
        raise ArtifactRefused(
            _("The file of %(version)s cannot be read: %(trouble)s. Train the model again.")
            % {"version": version, "trouble": trouble.strerror}
        ) from trouble
    is_whole = constant_time_compare(hashlib.sha256(content).hexdigest(), version.sha256)
    is_ours = constant_time_compare(_signature(version), version.signature)
    if not (is_whole and is_ours):
        raise ArtifactRefused(
            _(
                "The file of %(version)s is not the one that was written here. Train the model again."
            )
            % {"version": version}
        )
    return content


def remove(version: ModelVersion) -> None:
    """Delete a version's file; one that is gone already is no matter."""
    with contextlib.suppress(OSError):
        (Path(settings.MODEL_ROOT) / _file_name(version)).unlink()


def _file_name(version: ModelVersion) -> str:
    return f"{version.name}-{version.number}.npz"


def _signature(version: ModelVersion) -> str:
    """Binds the digest to the model and version, so that no file can stand in for another."""
    said = f"{version.name}:{version.number}:{version.artifact}:{version.sha256}"
    return salted_hmac(SALT, said, algorithm="sha256").hexdigest()


def _write_whole(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
