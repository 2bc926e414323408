"""Builds the project's .venv from a lock with uv. Standard library only; nothing outside of the project changes.

``install.py run`` installs what the shop needs, ``install.py dev`` also what tests and linters need. When the lock has
not changed since, it is done in a few milliseconds. A stamp is written last, so what was interrupted is done again.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
TOOLS = PROJECT / ".venv-tools"
STAMP = VENV / "installed.json"
MADE_FOR = VENV / "made-for"
# There while packages are being installed: found at the start, it tells of an interrupted installation.
UNFINISHED = VENV / "unfinished"
# Left for `manage.py run`, which compiles beside the open shop.
NOT_COMPILED = VENV / "not-compiled-yet"
LOCKS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}
UV = "uv==0.13.9"


def main(layer: str) -> int:
    """Have the layer installed. Returns the exit status."""
    if is_installed(layer):
        return 0
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_installed(layer):  # somebody else did it while we waited
            return 0
        try:
            install(layer)
        except subprocess.CalledProcessError:
            print(
                "The packages could not be installed; the reason stands above. It is safe to try again.",
                file=sys.stderr,
            )
            return 1
    return 0


def is_installed(layer: str) -> bool:
    """Whether .venv holds exactly what the layer's lock says."""
    return stamped().get(layer) == fingerprint(layer)


def stamped() -> dict[str, str]:
    """The fingerprints of the layers that were installed to the end."""
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def fingerprint(layer: str) -> str:
    """What the layer depends on: its lock, this Python, and where the project lies."""
    digest = hashlib.sha256((PROJECT / LOCKS[layer]).read_bytes())
    digest.update(made_for().encode())
    return digest.hexdigest()


def install(layer: str) -> None:
    """Install the layer; the larger one when it was there before. Raises CalledProcessError."""
    begun = time.monotonic()
    if "dev" in stamped():
        layer = "dev"
    say(f"Installing the packages of {LOCKS[layer]} ...")
    uv = find_uv()
    make_venv(uv)
    STAMP.unlink(missing_ok=True)
    UNFINISHED.touch()
    sync(uv, layer)
    UNFINISHED.unlink()
    # The larger layer holds the smaller one with the same pins.
    layers = [layer] if layer == "run" else ["run", "dev"]
    STAMP.write_text(json.dumps({name: fingerprint(name) for name in layers}))
    say(f"Installed in {time.monotonic() - begun:.1f} s.")


def sync(uv: str, layer: str) -> None:
    """Make .venv hold what the lock says, no more and no less."""
    command = [
        uv,
        "pip",
        "sync",
        "--quiet",
        "--require-hashes",
        "--python",
        str(VENV / "bin" / "python"),
    ]
    if layer == "dev":
        # Tests start many processes at once, each of which would compile for itself.
        command.append("--compile-bytecode")
        NOT_COMPILED.unlink(missing_ok=True)
    else:
        NOT_COMPILED.touch()
    subprocess.run([*command, str(PROJECT / LOCKS[layer])], check=True, env=uv_environment())


def make_venv(uv: str) -> None:
    """A virtual environment of this Python; anew when there is none that works, or one that was left half-way."""
    if venv_works() and not UNFINISHED.exists():
        return
    command = [uv, "venv", "--quiet", "--clear", "--python", base_python(), str(VENV)]
    subprocess.run(command, check=True, env=uv_environment())
    MADE_FOR.write_text(made_for())


def venv_works() -> bool:
    """Whether the environment was made for this Python and this place, and its own Python still runs."""
    try:
        fits = MADE_FOR.read_text() == made_for()
    except OSError:
        return False
    return fits and answers([str(VENV / "bin" / "python"), "-I", "-S", "-c", ""])


def made_for() -> str:
    """The Python and the place of an environment; the place is written into its commands."""
    return f"{sys.version_info[:2]} {VENV}"


def base_python() -> str:
    """The Python behind this one, which may be that of the environment to be replaced."""
    return str(getattr(sys, "_base_executable", "") or sys.executable)


def find_uv() -> str:
    """The installer: our own copy, else the machine's, else fetched from the package index into the project."""
    ours = TOOLS / "bin" / "uv"
    for candidate in (str(ours), shutil.which("uv")):
        if candidate and answers([candidate, "--version"]):
            return candidate
    fetch_uv()
    return str(ours)


def fetch_uv() -> None:
    """Put uv into .venv-tools with the pip of this Python, or with that of a small environment of its own."""
    options = [
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-warn-script-location",
        "--no-input",
    ]
    environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
    python = base_python()
    if not answers([python, "-m", "pip", "--version"]):
        python = python_with_pip(python)
    command = [python, "-m", "pip", *options, "--upgrade", "--target", str(TOOLS), UV]
    subprocess.run(command, check=True, env=environment)


def python_with_pip(python: str) -> str:
    """A small environment that has pip. Exits with advice when this Python cannot make one."""
    place = TOOLS / "pip"
    if not answers([python, "-m", "venv", "--clear", str(place)]):
        sys.exit(
            "This Python has neither pip nor venv, so it cannot install packages. "
            "Install them (for example: apt-get install python3-venv) or uv, and start again."
        )
    return str(place / "bin" / "python")


def uv_environment() -> dict[str, str]:
    """uv's environment: it uses this Python, and the package index and certificates that pip was told of."""
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    environment.pop("VIRTUAL_ENV", None)
    if not os.access(Path("~").expanduser(), os.W_OK):
        environment.setdefault("UV_CACHE_DIR", str(TOOLS / "cache"))
    for ours, pips in (("UV_DEFAULT_INDEX", "PIP_INDEX_URL"), ("SSL_CERT_FILE", "PIP_CERT")):
        if pips in os.environ:
            environment.setdefault(ours, os.environ[pips])
    return environment


def answers(command: list[str]) -> bool:
    """Whether the command runs and ends well."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    if sys.argv[1:] not in (["run"], ["dev"]):
        sys.exit("Usage: install.py run|dev")
    sys.exit(main(sys.argv[1]))
