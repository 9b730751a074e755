"""What stands around a post: what changed in it, what it corrects, what it costs, what else goes out."""
