"""The page that compares prefectures."""
