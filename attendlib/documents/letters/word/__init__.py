"""How does a letter become a Word document?"""
