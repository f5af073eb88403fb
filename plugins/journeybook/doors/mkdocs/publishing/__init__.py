"""A site is made aside and takes the place of the published one when it is whole."""
