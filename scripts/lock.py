"""Pins the direct requirements and everything they pull in, with hashes, for every platform."""

import subprocess
import sys

from install import PROJECT, find_uv, uv_environment

OPTIONS = ["--quiet", "--universal", "--generate-hashes", "--no-header", "--python-version", "3.11"]


def main() -> int:
    """Write both locks; the one for development keeps the pins of the other. Returns the exit status."""
    uv = find_uv()
    for name, constraints in (
        ("requirements", []),
        ("requirements-dev", ["-c", "requirements.txt"]),
    ):
        command = [uv, "pip", "compile", *OPTIONS, *constraints, f"{name}.in", "-o", f"{name}.txt"]
        done = subprocess.run(command, cwd=PROJECT, env=uv_environment(), check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
