"""Addresses of the pages for whoever was refused, under /door/."""

from django.urls import URLPattern, URLResolver, path

from security import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("pass", views.let_in, name="door-pass"),
    path("appeal", views.appeal, name="door-appeal"),
]
