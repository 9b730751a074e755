"""What an author declares of a post's pictures and links; `index`, an entry's number, leads to its line."""
