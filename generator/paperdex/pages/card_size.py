"""The size of social cards, for who draws them and for who tells of them."""

WIDTH, HEIGHT = 1200, 630
"""Pixels; what https://ogp.me images are shown at without being cut."""
