"""What every command shares: help, errors as one line and an exit code, options, completion."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.cli.running import Ran, Shell

COMMANDS = ("demo", "load", "check", "ask", "serve", "status", "schema")


def complete(shell: Shell, words: str) -> list[str]:
    """What bash would offer for the last word."""
    position = str(len(words.split(" ")) - 1)
    told = shell(_CLAUSEGRAPH_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=position)
    return told.out.split()


def one_line(ran: Ran) -> str:
    """The only line on standard error."""
    (line,) = ran.err.splitlines()
    return line


def test_help_names_every_command(bare: Shell) -> None:
    told = bare("--help")
    assert told.code == 0
    assert all(f"\n  {command} " in told.out for command in COMMANDS)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_help_ends_with_an_example(bare: Shell, command: str) -> None:
    told = bare(*[command] if command else [], "--help")
    assert told.out.rstrip().splitlines()[-1].strip().startswith("Example: clausegraph")


def test_help_needs_no_library_that_is_slow_to_import() -> None:
    slow = ("neo4j", "pydantic", "fastapi", "uvicorn", "pyvis", "strawberry", "httpx", "yaml", "api.server")
    code = f"import sys, api.cli.main; print([name for name in {slow} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_the_version_is_told(bare: Shell) -> None:
    assert bare("--version").out.startswith("clausegraph 0.")


@pytest.mark.parametrize(
    ("words", "suggestion"),
    [
        (["chek"], "check"),
        (["ask", "impact-of-a-failing-suplier"], "impact-of-a-failing-supplier"),
        (["check", "role-is-helt"], "role-is-held"),
        (["check", "--framework", "iso-20000-2018"], "iso-20000-1-2018"),
        (["check", "--clause", "8.2.33"], "8.2.3"),
        (["load", "hr_sistem"], "hr_system"),
        (["schema", "Servise"], "Service"),
        (["load", "--dryrun"], "--dry-run"),
    ],
)
def test_a_slip_of_the_pen_is_answered_with_the_nearest_name(bare: Shell, words: list[str], suggestion: str) -> None:
    (bare.folder / "clausegraph.yaml").write_text("sources: [{name: hr_system, loader: tables}]\n")
    told = bare(*words)
    assert told.code == 2
    assert suggestion in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("sources: [", "not YAML"),
        ("today: tomorrow", "today"),
        ("sources: [{name: A}]", "sources.0"),
        ("sources: [{name: a, loader: tables}, {name: a, loader: tables}]", "twice"),
    ],
)
def test_a_configuration_that_cannot_be_meant_is_one_line(bare: Shell, content: str, said: str) -> None:
    (bare.folder / "clausegraph.yaml").write_text(content)
    told = bare("status")
    assert told.code == 2
    assert said in told.err
    assert re.match(r"clausegraph: clausegraph\.yaml:\d: ", told.err)
    assert "Traceback" not in told.err


def test_a_configuration_that_is_not_there_is_one_line(bare: Shell) -> None:
    told = bare("--config", "other.yaml", "load")
    assert (told.code, one_line(told)) == (2, "clausegraph: other.yaml: There is no such configuration file. Check --config.")


@pytest.mark.parametrize(
    "command", [["status"], ["check", "role-is-held"], ["ask", "nodes-by-label"], ["load"], ["serve", "--port", "0"]]
)
def test_an_engine_that_does_not_answer_is_one_line_and_exit_code_5(bare: Shell, command: list[str]) -> None:
    (bare.folder / "clausegraph.yaml").write_text(
        "sources: [{name: a, loader: frameworks, path: 'builtin:dora'}]\nuri: bolt://127.0.0.1:9\n"
    )
    told = bare(*command)
    assert told.code == 5
    assert "bolt://127.0.0.1:9" in one_line(told)


def test_an_option_may_stand_before_or_behind_the_command_and_overrules_the_environment(bare: Shell) -> None:
    env = {"CLAUSEGRAPH_URI": "bolt://127.0.0.1:7"}
    (bare.folder / ".env").write_text("CLAUSEGRAPH_URI=bolt://127.0.0.1:6\n")
    (bare.folder / "clausegraph.yaml").write_text("uri: bolt://127.0.0.1:5\n")
    uri = ["--uri", "bolt://127.0.0.1:8"]
    assert "bolt://127.0.0.1:8" in bare("status", *uri, **env).err
    assert "bolt://127.0.0.1:8" in bare(*uri, "status", **env).err
    assert "bolt://127.0.0.1:9" in bare(*uri, "status", "--uri", "bolt://127.0.0.1:9", **env).err
    assert "bolt://127.0.0.1:7" in bare("status", **env).err
    assert "bolt://127.0.0.1:6" in bare("status").err
    (bare.folder / ".env").unlink()
    assert "bolt://127.0.0.1:5" in bare("status").err


def test_a_password_is_no_option_and_never_printed(bare: Shell) -> None:
    told = bare("status", "--uri", "bolt://127.0.0.1:9", CLAUSEGRAPH_PASSWORD="swordfish-42")
    assert "swordfish" not in told.out + told.err
    assert bare("status", "--password", "x").code == 2


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("clausegraph l", ["load"]),
        ("clausegraph load h", ["hr_system"]),
        ("clausegraph check role-", ["role-holder-is-competent", "role-is-held"]),
        ("clausegraph ask impact-", ["impact-of-a-failing-supplier"]),
        ("clausegraph check --framework dor", ["dora"]),
        ("clausegraph schema Servi", ["Service"]),
    ],
)
def test_the_shell_completes_commands_and_names(bare: Shell, words: str, offered: list[str]) -> None:
    (bare.folder / "clausegraph.yaml").write_text("sources: [{name: hr_system, loader: tables}]\n")
    assert complete(bare, words) == offered


def test_completion_stays_silent_where_the_configuration_is_broken(bare: Shell) -> None:
    (bare.folder / "clausegraph.yaml").write_text("sources: [")
    told = bare(_CLAUSEGRAPH_COMPLETE="complete_bash", COMP_WORDS="clausegraph load h", COMP_CWORD="2")
    assert (told.out.strip(), told.err) == ("", "")


def test_control_characters_in_an_error_are_shown_not_obeyed(bare: Shell) -> None:
    told = bare("ask", "a\x1b[31mb")
    assert "\x1b" not in told.err
    assert "\\u001b" in told.err


def test_a_pipe_gets_no_colour(bare: Shell, tmp_path: Path) -> None:
    assert "\x1b" not in bare("--help").out + bare("schema", "Service").out + bare("chek").err
