"""What does the authority see of its schools' casework?"""
