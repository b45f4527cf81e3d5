"""Who will miss much, how well can that be told beforehand, and is the telling fair?"""
