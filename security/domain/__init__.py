"""The room's verbs: look at a request, redact it, judge it, let a model judge it, forget it."""
