"""Labelled data of our own, shipped with the package."""
