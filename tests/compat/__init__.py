"""Journeybook beside the plugins, themes and builders that most sites have: one small site, built with each of them."""
