"""Refresh ``static/vendor`` from npm: htmx, the two typefaces, and one sprite of the icons in use.

Run by a developer (``python scripts/vendor.py``); the result is committed, so nobody else needs npm.
To take a new version, change it in ``PACKAGES``; to use another icon, add its name to ``icons.txt``.
"""

import hashlib
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
NOTES = "VENDOR.md"


@dataclass(frozen=True)
class Package:
    """An npm package and the files taken from it: path in the package to path in the vendor folder."""

    name: str
    version: str
    licence: str
    files: dict[str, str] = field(default_factory=dict)


def _typeface(slug: str, folder: str) -> Package:
    """A variable typeface by weight, for the languages of western and central Europe."""
    files = {
        f"files/{slug}-{script}-wght-normal.woff2": f"fonts/{slug}-{script}.woff2"
        for script in ("latin", "latin-ext")
    }
    return Package(
        f"@fontsource-variable/{slug}",
        "5.3.0",
        "OFL-1.1",
        {**files, "LICENSE": f"fonts/{folder}-OFL.txt"},
    )


LUCIDE = Package("lucide-static", "1.62.0", "ISC", {"LICENSE": "icons/LICENSE"})
PACKAGES = [
    Package(
        "htmx.org",
        "2.0.11",
        "0BSD",
        {"dist/htmx.min.js": "htmx/htmx.min.js", "LICENSE": "htmx/LICENSE"},
    ),
    _typeface("bricolage-grotesque", "bricolage-grotesque"),
    _typeface("instrument-sans", "instrument-sans"),
    LUCIDE,
]
SPRITE = "icons/icons.svg"
ICONS = Path(__file__).with_name("icons.txt").read_text(encoding="ascii").split()


def main() -> None:
    """Fetch every package, copy what is used, and write down what it is."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    rows: list[str] = []
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as scratch:
            rows += _take(package, _unpacked(package, Path(scratch)))
    (VENDOR / NOTES).write_text(_notes(rows), encoding="utf-8")
    print(f"Refreshed {len(rows)} files in {VENDOR.name}.")


def _unpacked(package: Package, scratch: Path) -> Path:
    """The package's files, fetched by npm into ``scratch``."""
    wanted = f"{package.name}@{package.version}"
    subprocess.run(
        ["npm", "pack", "--silent", wanted], cwd=scratch, check=True, stdout=subprocess.DEVNULL
    )
    (archive,) = scratch.glob("*.tgz")
    with tarfile.open(archive) as tar:
        tar.extractall(scratch, filter="data")
    return scratch / "package"


def _take(package: Package, source: Path) -> list[str]:
    """Copy the package's files and give the rows that describe them."""
    for theirs, ours in package.files.items():
        target = VENDOR / ours
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / theirs, target)
    taken = list(package.files.values())
    if package is LUCIDE:
        (VENDOR / SPRITE).write_text(_sprite(source / "icons"), encoding="utf-8")
        taken.append(SPRITE)
    return [_row(package, name) for name in taken]


def _row(package: Package, name: str) -> str:
    digest = hashlib.sha256((VENDOR / name).read_bytes()).hexdigest()
    return f"| {package.name} | {package.version} | {package.licence} | `{name}` | `{digest}` |"


def _sprite(icons: Path) -> str:
    """All icons in use as symbols of one file. The stroke is left to the style sheet."""
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{_shapes(icons / f"{name}.svg")}</symbol>\n'
        for name in ICONS
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'


def _shapes(path: Path) -> str:
    """What is drawn inside an icon's file, on one line."""
    drawing = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(encoding="utf-8"), re.DOTALL)
    if not drawing:
        raise SystemExit(f"{path.name} is not an SVG.")
    return re.sub(r"\s*\n\s*", "", drawing[1]).replace(" />", "/>").strip()


def _notes(rows: list[str]) -> str:
    return "\n".join(
        [
            "# Files of others",
            "",
            "Copied from npm by `scripts/vendor.py`; change nothing here by hand. `icons/icons.svg` holds the icons in",
            "use out of lucide's set, joined into one sprite.",
            "",
            "| package | version | licence | file | sha256 |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    main()
