"""The page that says what each department owes."""
