"""The room's verbs: tell staff of sales as they happen."""
