"""The built-in gateway of the demo shop: cards that are approved, declined, slow or silent."""
