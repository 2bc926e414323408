"""Money that comes by itself: by bank transfer, or at the door."""
