"""Who may see the shop's figures."""

WATCH_SALES = "orders.view_order"
