"""The page of one area."""
