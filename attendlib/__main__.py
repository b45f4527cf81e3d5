"""What does ``python -m attendlib`` do? The same as the command ``attendlib``."""

from attendlib.cli import main

if __name__ == "__main__":
    main()
