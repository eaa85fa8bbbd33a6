"""The page of trends: the course of the year, the funnel of small samples, sampling, and the air."""
