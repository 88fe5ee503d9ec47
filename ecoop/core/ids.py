"""Identifiers made by the application, so that every database and shard agrees."""

import os
import time
import uuid


def uuid7() -> uuid.UUID:
    """A new time-ordered UUID version 7 (RFC 9562 section 5.7)."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & 0xFFFFFFFFFFFF) << 80 | 0x7 << 76 | (random >> 68 & 0xFFF) << 64
    return uuid.UUID(int=value | 0b10 << 62 | random & 0x3FFFFFFFFFFFFFFF)
