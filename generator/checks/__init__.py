"""What is wrong with the content: catalog in, findings out."""
