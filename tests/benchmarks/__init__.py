"""How fast is it, as a ratio to a named peer on the same work? Scripts that print figures; never tests with a clock."""
