"""What can a person who imports attendlib reach directly?"""

__version__ = "0.1.0"
