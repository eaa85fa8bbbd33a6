"""The page that scores the prefectures: who stands where, and where points were lost."""
