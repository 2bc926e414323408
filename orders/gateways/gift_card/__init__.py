"""Gift cards as a means of payment: the money lies with the shop already, so no machine is asked."""
