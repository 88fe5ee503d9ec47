"""From longitude and latitude to the plane.

World: Equal Earth (Šavrič, Patterson and Jenny 2018), in which equal areas of land stay equal, with
the Pacific unbroken and Indonesia left of the middle. Indonesia: plain degrees, which on the
equator distort less than one per cent.
"""

import math

Point = tuple[float, float]
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT = math.sqrt(3)


def equal_earth(lon: float, lat: float) -> Point:
    """Degrees from the map's middle meridian and latitude to x (right) and y (up), in radii."""
    theta = math.asin(_ROOT / 2 * math.sin(math.radians(lat)))
    square = theta * theta
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = 2 * _ROOT * math.radians(lon) * math.cos(theta) / (3 * slope)
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, y


def plain(lon: float, lat: float) -> Point:
    """Degrees as they are."""
    return lon, lat
