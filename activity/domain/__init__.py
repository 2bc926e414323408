"""The room's verbs: remember what people did, recognise a visitor, count."""
