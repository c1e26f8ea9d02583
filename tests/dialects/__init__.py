"""What is of one dialect only."""
