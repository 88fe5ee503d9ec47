"""Maps drawn on the server: outlines of the world as SVG paths, without a script or a network.

`world()` and `indonesia()` give shapes in drawing units that a template only places; what stands
in them (counts, links) is the page's business. Outlines are those of Natural Earth (public
domain) from the npm package world-atlas.
"""

from ecoop.portal.worldmap.drawing import Shape, Sheet, indonesia, world

__all__ = ["Shape", "Sheet", "indonesia", "world"]
