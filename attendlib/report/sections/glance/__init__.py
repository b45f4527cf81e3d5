"""What does a head or governor ask first? One question, one file; each gives the sentences that answer it.

A sentence is said only where there is a figure for it, and names the section in which that figure stands."""
