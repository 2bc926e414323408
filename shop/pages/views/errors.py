"""The page for a form that has lost its protection."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form waited too long, or the browser refuses our cookies. Nothing was changed."""
    return render(request, "403_csrf.html", status=403)
