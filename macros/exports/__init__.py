"""What the pack holds, in other forms. Pure: the same pack gives the same bytes."""
