"""The shop window: every page that a shopper sees. No models."""
