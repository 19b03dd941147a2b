"""Who is signed in: kept for the gateways, who alone can read it."""
