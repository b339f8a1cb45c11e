"""The image and docker-compose.yml, as far as they can be tested where no Docker daemon runs.

The files are held against hadolint and the compose specification; what the image starts is started outside a container
with the image's own command and environment, against a real Neo4j.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.settings import Settings
from tests.tcp_door import Door

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
START_SECONDS = 60


def dockerfile() -> list[tuple[str, str]]:
    """Instructions and arguments of the last stage."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#")]
    stages = [number for number, line in enumerate(lines) if line[0] == "FROM"]
    return [(word, rest.strip()) for word, rest in lines[stages[-1] :]]


def instruction(name: str) -> str:
    return next(rest for word, rest in reversed(dockerfile()) if word == name)


def with_port(words: list[str], port: int) -> list[str]:
    return [re.sub(r"\b8000\b", str(port), word) for word in words]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Container:
    """The image's process, started in a folder of its own with nothing in its environment but what the image sets."""

    folder: Path
    given: dict[str, str]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None

    @property
    def environment(self) -> dict[str, str]:
        image = dict(pair.split("=", 1) for word, rest in dockerfile() if word == "ENV" for pair in shlex.split(rest))
        moved = {name: value.replace("/var/lib/clausegraph", str(self.folder)) for name, value in image.items() if name != "PATH"}
        return {"PATH": f"{BIN}:/usr/bin:/bin", **moved, **self.given}

    @contextmanager
    def running(self) -> Iterator[None]:
        command = with_port(json.loads(instruction("ENTRYPOINT")) + json.loads(instruction("CMD")), self.port)
        command[0] = str(BIN / command[0])
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        self.process = subprocess.Popen(command, cwd=self.folder, env=self.environment, **streams)  # type: ignore[call-overload]
        try:
            yield
        finally:
            self.process.kill()
            self.process.wait()

    def stop(self) -> tuple[int, str]:
        """What `docker stop` does; the exit code and everything that was printed."""
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        printed, _ = self.process.communicate(timeout=10)
        return self.process.returncode, printed

    def healthy(self) -> bool:
        """Whether the image's own health check passes."""
        check = json.loads(instruction("HEALTHCHECK").partition(" CMD ")[2])
        command = [str(BIN / "python"), *with_port(check[1:], self.port)]
        return subprocess.run(command, env=self.environment, capture_output=True).returncode == 0

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def wait_for(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not condition():
            assert self.process
            assert self.process.poll() is None, self.process.communicate()[0]
            assert time.monotonic() < deadline, "it took too long"
            time.sleep(0.3)


def as_compose_gives(settings: Settings, **others: str) -> dict[str, str]:
    password = settings.password.get_secret_value()
    return {"CLAUSEGRAPH_URI": settings.uri, "CLAUSEGRAPH_USER": settings.user, "CLAUSEGRAPH_PASSWORD": password, **others}


def test_compose_file_keeps_to_the_specification() -> None:
    command = [BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", ROOT / "docker-compose.yml"]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_hadolint_finds_nothing_in_the_dockerfile() -> None:
    if not (hadolint := shutil.which("hadolint", path=str(BIN))):
        assert os.environ.get("CI") != "true", "CI needs hadolint"
        pytest.skip("hadolint has no package for this platform")
    ran = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (0, "")


def test_no_service_is_reachable_from_elsewhere() -> None:
    published = [port for service in SERVICES.values() for port in service["ports"]]
    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_compose_stops_with_the_remedy_when_no_password_is_set() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    uses = re.findall(r"(?<!\$)\$\{NEO4J_PASSWORD([^}]*)\}", text)
    assert uses
    assert all(use.startswith(":?") and ".env.example" in use for use in uses)


def test_no_secret_is_written_in_the_files() -> None:
    for name in ("Dockerfile", "docker-compose.yml", ".env.example"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.findall(r"(?i)password\w*[=:] *(?!\$|\"\$)[^\s$]\S*", re.sub(r"\$\{[^}]*\}", "$", text))


def test_the_api_container_can_change_nothing_but_its_own_folder() -> None:
    api = SERVICES["api"]
    assert api["read_only"] is True
    assert api["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in api["security_opt"]
    writable = [volume for volume in api["volumes"] if not volume.endswith(":ro")]
    assert [volume.partition(":")[2] for volume in writable] == [instruction("WORKDIR")]
    assert int(instruction("USER").partition(":")[0]) >= 10_000


def test_the_api_starts_after_neo4j_answers() -> None:
    assert SERVICES["api"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert "cypher-shell" in SERVICES["neo4j"]["healthcheck"]["test"][1]


def test_images_are_of_a_named_version() -> None:
    froms = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert all(re.search(r":\d+\.\d+", image) for image in [*froms, SERVICES["neo4j"]["image"]])


def test_the_image_gets_every_file_it_copies_and_no_secret() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = [name for line in re.findall(r"^COPY (?!--from)(.+) \S+$", text, flags=re.MULTILINE) for name in line.split()]
    assert "*" in ignored
    assert {f"!{name}" for name in copied} == {line for line in ignored if line.startswith("!")}


def test_the_api_is_given_only_settings_that_exist() -> None:
    known = {f"CLAUSEGRAPH_{name.upper()}" for name in Settings.model_fields}
    image = {pair.partition("=")[0] for word, rest in dockerfile() if word == "ENV" for pair in shlex.split(rest)}
    given = set(SERVICES["api"]["environment"]) | {name for name in image if name.startswith("CLAUSEGRAPH_")}
    assert given <= known


@pytest.fixture
def door(neo4j_settings: Settings) -> Iterator[Door]:
    made = Door(neo4j_settings.uri)
    yield made
    made.shut()


@pytest.mark.slow
def test_the_image_serves_a_neo4j_that_starts_later_and_stops_when_told(
    neo4j_settings: Settings, door: Door, tmp_path: Path
) -> None:
    container = Container(tmp_path, as_compose_gives(neo4j_settings, CLAUSEGRAPH_URI=door.address))
    with container.running():
        time.sleep(3)
        assert not container.healthy()
        door.open()
        container.wait_for(container.healthy)
        assert container.get("/healthz")[0] == 200
        assert container.get("/readyz")[0] == 200
        assert container.get("/")[0] == 200
        code, printed = container.stop()
    assert code == 0, printed
    assert "Traceback" not in printed
    assert neo4j_settings.password.get_secret_value() not in printed


@pytest.mark.slow
def test_the_container_is_unhealthy_while_its_neo4j_is_away_and_healthy_again_afterwards(
    neo4j_settings: Settings, door: Door, tmp_path: Path
) -> None:
    door.open()
    container = Container(tmp_path, as_compose_gives(neo4j_settings, CLAUSEGRAPH_URI=door.address))
    with container.running():
        container.wait_for(container.healthy)
        door.shut()
        container.wait_for(lambda: not container.healthy())
        assert container.get("/healthz")[0] == 200
        assert container.get("/readyz")[0] == 503
        door.open()
        container.wait_for(container.healthy)


@pytest.mark.slow
def test_a_wrong_password_ends_the_container_at_once_with_the_remedy(neo4j_settings: Settings, tmp_path: Path) -> None:
    container = Container(tmp_path, as_compose_gives(neo4j_settings, CLAUSEGRAPH_PASSWORD="not the password"))
    with container.running():
        assert container.process
        printed, _ = container.process.communicate(timeout=30)
    assert container.process.returncode == 5
    assert "CLAUSEGRAPH_PASSWORD" in printed
    assert "not the password" not in printed
    assert "Traceback" not in printed
