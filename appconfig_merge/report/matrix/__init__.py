"""The page of ``matrix``: where many environments differ, and the story of each value in each."""
