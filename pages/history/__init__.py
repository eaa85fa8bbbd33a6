"""The history: every upload, what it did, the story of one figure, and the way back."""
