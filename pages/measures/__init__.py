"""The page of the 21 articles and their deliverables."""
