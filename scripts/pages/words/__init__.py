"""The approval form in words, as Markdown: for a phone, and for an app that shows no pictures."""
