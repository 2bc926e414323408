"""Views of the shop window: read the request, call one function of a room, render."""
