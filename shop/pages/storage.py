"""Static files as they are served: hashed, and the style sheet's parts joined into one file."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile

JOINED = "css/shop.css"
_IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>\w+)\))?;')
_PARENT = re.compile(r'url\("\.\./\.\./')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")


class ShopStaticFiles(ManifestStaticFilesStorage):
    """Joins ``css/shop.css`` with the parts that it imports, so that a page waits for one request and not for twenty.

    The sources stay plain CSS that a browser understands as they are; nothing has to be built while developing.
    """

    def post_process(self, *args: Any, **options: Any) -> Iterator[Any]:
        paths: dict[str, Any] = args[0]
        if JOINED in paths and not options.get("dry_run"):
            self._join(paths)
        yield from super().post_process(*args, **options)

    def _join(self, paths: dict[str, Any]) -> None:
        """Write the joined sheet, from the sources: what lies in this storage may be joined already."""

        def part(found: re.Match[str]) -> str:
            text = _PARENT.sub('url("../', _source(paths, f"css/{found['path']}"))
            return f"@layer {found['layer']} {{ {text} }}" if found["layer"] else text

        joined = _IMPORT.sub(part, _source(paths, JOINED))
        self.delete(JOINED)
        self.save(JOINED, ContentFile(_SPACE.sub("\n", _COMMENT.sub("", joined)).encode()))
        paths[JOINED] = (self, JOINED)


def _source(paths: dict[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())
