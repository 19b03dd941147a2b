"""What travels between gateway and browser, as values. PURE: no sockets, no clocks."""
