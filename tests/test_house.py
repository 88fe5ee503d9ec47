"""The house keeps its shape: what the import contracts cannot say is said here."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest
from django.apps import apps

from ecoop.config import cli

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "ecoop"
FRONT_DOORS = {"models", "actions", "queries", "policies", "lifecycle", "signals"}
PRIVATE = {"admin", "forms", "notices", "tasks", "urls", "views", "commands"}
NAMES_FOR_EVERYTHING = {"utils", "helpers", "common", "managers", "services", "mixins", "misc"}
SOURCES = sorted(path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(HOUSE.glob("*/templates/**/*.html"))


def test_foreign_keys_point_down():
    height = _floors()
    upward = {
        f"{model._meta.label}.{field.name}"
        for room in height
        if room in apps.app_configs
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.concrete_fields + model._meta.many_to_many
        if field.related_model and height.get(field.related_model._meta.app_label, 0) > height[room]
    }
    assert upward == set()


def test_pages_and_forms_are_private_to_their_room():
    graph = grimp.build_graph("ecoop", cache_dir=None)
    trespass = {
        f"{importer} -> {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if imported.count(".") == 2
        and imported.split(".")[2] in PRIVATE
        and imported.split(".")[1] not in {importer.split(".")[1], "config"}
        and importer.split(".")[1] != "config"
    }
    assert trespass == set()


def test_no_file_is_named_for_everything():
    assert [path for path in SOURCES if path.stem in NAMES_FOR_EVERYTHING] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_files_and_functions_are_short(path):
    text = path.read_text(encoding="utf-8")
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= 50
    }
    assert long == {}
    # The verifier is one file on purpose: it is handed to people who have nothing else.
    if path.name != "verifier.py":
        assert text.count("\n") <= 400


def test_every_template_is_used():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in [*SOURCES, *TEMPLATES])
    unused = {
        name
        for path in TEMPLATES
        if (name := path.as_posix().split("/templates/", 1)[1]) not in sources
        and not name.startswith(("account/", "mfa/", "usersessions/", "socialaccount/"))
        and name not in {"404.html", "403.html", "400.html", "500.html", "403_csrf.html"}
    }
    assert unused == set()


def test_pages_bring_no_style_or_script_of_their_own():
    done = subprocess.run(
        [sys.executable, "tools/templates.py"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_the_console_command_starts_without_django():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "ecoop.config.cli", "--help"],
        cwd=ROOT, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0
    assert "| django" not in re.sub(r" +", " ", done.stderr)


def test_every_room_brings_its_commands():
    assert set(cli.ROOMS) == {path.parent.name for path in HOUSE.glob("*/__init__.py")}


def test_no_place_of_any_machine_stands_in_the_repository():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    machine = re.compile(r"/(work|home|opt|root)/[a-z]|pypi\.[a-z]+|registry\.npm" + "js")
    faults = {
        name
        for name in listed
        if name.endswith((".py", ".toml", ".txt", ".in", ".json", ".md", "Makefile", ".html"))
        and name != "tests/test_house.py"
        and (ROOT / name).exists()
        and machine.search((ROOT / name).read_text(encoding="utf-8"))
    }
    assert faults == set()


def _floors():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    floors = config["tool"]["importlinter"]["contracts"][0]["layers"]
    return {
        room.strip(" ()"): height
        for height, floor in enumerate(reversed(floors))
        for room in floor.split("|")
    }
