"""Serves pictures from the media folder for a shop without a proxy in front. Originals are private and never served."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve

PUBLIC_FOLDERS = ("products/", "categories/", "collections/", "scenes/")


def public_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A rendition by its path. Names carry a digest of the content, so browsers may keep it for ever."""
    if not path.startswith(PUBLIC_FOLDERS):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
