"""What the commands of this room print."""

import argparse
import sys

from ecoop.core.identity import SYSTEM, acting
from ecoop.places import queries
from ecoop.places.actions import load_reference


def load(_: argparse.Namespace) -> None:
    """Load the reference data and say how much there is now."""
    with acting(SYSTEM):
        load_reference()
    counted = queries.counts()
    sys.stdout.write(
        f"{counted.countries} countries, {counted.provinces} provinces, "
        f"{counted.regencies} regencies and cities in force today\n"
    )
