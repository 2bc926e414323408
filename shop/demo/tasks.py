"""Doorbells of the demo shop."""

from celery import shared_task

from shop.demo.loading import pictures


@shared_task
def draw_other_pictures(seed: int, start: int) -> None:
    """Draw the remaining views of forty products; products that have theirs are left alone."""
    pictures.draw_others(seed, start)


@shared_task
def draw_scenes(seed: int) -> None:
    """Draw the banners of the collections; those that have theirs are left alone."""
    pictures.draw_scenes(seed)
