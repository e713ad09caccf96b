"""Numbers and amounts as plans write them."""
