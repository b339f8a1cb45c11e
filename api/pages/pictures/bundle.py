"""Our small modules in one script, for a file that may load nothing: each after those it imports from."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_FOLDER = files("api") / "static" / "picture"
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|const) (\w+))", re.MULTILINE)


@cache
def bundled(entry: str) -> str:
    """The script of a module and of all that it imports, which no other script can reach into.

    Every import stands on a line of its own, and an export names one thing.
    """
    text = "".join(f"const {name}_js = (() => {{\n{_within(_text(name))}}})();\n" for name in _in_order(entry))
    return f'(() => {{\n"use strict";\n{text}}})();'


def _text(name: str) -> str:
    return (_FOLDER / f"{name}.js").read_text(encoding="utf-8")


def _in_order(name: str, found: dict[str, None] | None = None) -> dict[str, None]:
    found = {} if found is None else found
    for _, needed in _IMPORT.findall(_text(name)):
        if needed not in found:
            _in_order(needed, found)
    found[name] = None
    return found


def _within(text: str) -> str:
    """A module as the body of a function: what it imports comes from those before, what it exports is returned."""
    exported = ", ".join(name for _, name in _EXPORT.findall(text))
    return _EXPORT.sub(r"\1", _IMPORT.sub(r"const {\1} = \2_js;", text)) + f"return {{ {exported} }};\n"
