"""What the room does: one file per story."""
