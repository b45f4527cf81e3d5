"""How does a Word letter become a PDF that says the same?"""
