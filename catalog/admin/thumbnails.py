"""Small pictures in lists and forms."""

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from catalog.queries.pictures import thumbnail_url


def thumbnail(renditions: Mapping[str, str] | None, alt: str = "") -> SafeString:
    """The smallest rendition in a frame; an empty frame while there is none."""
    url = thumbnail_url(renditions)
    if not url:
        return format_html(
            '<span class="thumb thumb-empty" role="img" aria-label="{}"></span>', _("no picture")
        )
    return format_html(
        '<img class="thumb" src="{}" alt="{}" width="48" height="48" loading="lazy">', url, alt
    )
