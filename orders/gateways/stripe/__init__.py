"""Cards and wallets through Stripe (PaymentIntents)."""
