"""Forms of the shop window: they read and check what was typed; the rules are in the rooms below."""
