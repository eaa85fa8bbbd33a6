"""What an installation needs besides the code of the dashboard: set-up scripts, locks, the server."""
