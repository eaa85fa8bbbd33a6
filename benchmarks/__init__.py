"""Measured claims: each module runs by itself and prints its figures."""
