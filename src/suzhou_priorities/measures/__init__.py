"""What is computed from the tables; pure functions on frames."""
