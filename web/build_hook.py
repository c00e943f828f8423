"""Puts the built front end into the wheel, so that a user of the wheel needs no Node."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildWeb(BuildHookInterface[Any]):
    """Nothing to do for an editable install, for a source archive, or where the pages are built already."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        del build_data
        if self.target_name != "wheel" or version == "editable":
            return
        web = _load(Path(self.root) / "web" / "build.py")
        if web.needed():
            web.build()


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("headway_web_build", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
