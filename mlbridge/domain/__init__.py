"""What the room does: train, promote, recommend, score."""
