"""What stands beside the pages: files written into the built site."""
