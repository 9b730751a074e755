"""Reads what is outside the repository: GitHub's settings, the account at LINE, what the public site serves."""
