"""The tone of a word that says how something stands; the word itself always stands there too."""

from __future__ import annotations

from api.cli.terminal import STYLES

_TONES = {"bold red": "bad", "yellow": "warn", "green": "good"}
_ONLY_HERE = {
    **dict.fromkeys(("missing", "not in force", "never", "overdue", "nobody", "stops", "worse"), "bad"),
    **dict.fromkeys(("ending", "deputy only", "several accountable", "degrades"), "warn"),
    **dict.fromkeys(("reviewed", "held", "redundant", "better"), "good"),
}
"""Words that pages alone say."""


def tone(word: object) -> str:
    """`bad`, `warn`, `good`, or nothing: as the command line colours it."""
    return _ONLY_HERE.get(str(word)) or _TONES.get(STYLES.get(str(word), ""), "")
