"""What does a page say of a cut-off or a policy that is not in force?"""
