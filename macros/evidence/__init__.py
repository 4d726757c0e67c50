"""What is known about the pose: the records, how they are held against each other, and the snippets that show them."""
