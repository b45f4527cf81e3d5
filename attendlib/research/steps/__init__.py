"""Did a letter, a meeting or a plan change anything, beyond what would have happened anyway?"""
