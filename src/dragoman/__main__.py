"""`python -m dragoman` is the command line."""

from dragoman.cli import main

if __name__ == "__main__":  # processes that read look at this file, too
    main()
