"""One small atlas that uses every field and every rule of state, and everything that it comes to, as text that people review."""
