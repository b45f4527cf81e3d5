"""What does a research paper show? Each part of it, from results that were worked out before."""
