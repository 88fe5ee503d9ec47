"""A track as a picture: own layered layout, own SVG."""

from ecoop.procedures.drawing.picture import svg

__all__ = ["svg"]
