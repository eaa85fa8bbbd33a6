"""The page that says who owes which report, and who has sent the summaries."""
