"""`ecoop web`: the web server alone. The house is loaded once, before the workers are forked."""

import argparse
import os

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from ecoop.config import environment, wsgi
from ecoop.config.children import end_with_parent


def main(_: argparse.Namespace | None = None) -> None:
    """Serve until a signal; why these settings: docs/decisions/0003."""
    env = environment.read()
    os.register_at_fork(after_in_child=end_with_parent)
    Granian(
        f"{wsgi.__name__}:application",
        address=env.bind,
        port=env.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=env.workers,
        blocking_threads=env.threads,
        backlog=2048,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=3,
        workers_kill_timeout=5,
    ).serve()
