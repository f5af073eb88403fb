"""The reference pages of the documentation, written from the declarations."""
