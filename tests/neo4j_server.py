"""A real Neo4j for tests: one that is given, else the community server out of Maven packages, else a container.

The Maven way needs `mvn` and Java, fetches the jars once into `.clausegraph/test-neo4j` (123 MB) and runs them from there.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import filelock
import neo4j

from graph.engine.embedded.java import free_ports

CACHE = Path(__file__).parents[1] / ".clausegraph" / "test-neo4j"
IMAGE = "neo4j:5.26-community"
USER = "neo4j"
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>clausegraph</groupId><artifactId>test-neo4j</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{version}</version></dependency>
  </dependencies>
</project>
"""
_OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_START_SECONDS = 180
_PLANS_STAY = {"dbms.cypher.statistics_divergence_threshold": "1.0", "dbms.cypher.min_replan_interval": "1h"}
"""Graphs of tests come and go; planning all checks anew for each took 21 s of the processor."""


class CannotBeHad(Exception):
    """No Neo4j here, and why."""


@dataclass(frozen=True)
class Given:
    """A Neo4j that answers, with the user that may do everything."""

    uri: str
    password: str
    user: str = USER
    pid: int = 0
    """Process of the server where it is ours."""


def way() -> str:
    """How a Neo4j would be had here: given, maven, docker; empty when in no way."""
    if os.environ.get("CLAUSEGRAPH_TEST_NEO4J_URI"):
        return "given"
    if shutil.which("mvn") and _java_version() >= 17:
        return "maven"
    return "docker" if _docker_answers() else ""


@contextmanager
def running(home: Path) -> Iterator[Given]:
    """A Neo4j until the end of the block; raises CannotBeHad. What it keeps goes into `home`."""
    found = way()
    if found == "given":
        env = os.environ
        user, password = env.get("CLAUSEGRAPH_TEST_NEO4J_USER", USER), env.get("CLAUSEGRAPH_TEST_NEO4J_PASSWORD", "")
        yield Given(env["CLAUSEGRAPH_TEST_NEO4J_URI"], password, user)
    elif found == "maven":
        with CommunityServer(home).running() as given:
            yield given
    elif found == "docker":
        with _container() as given:
            yield given
    else:
        raise CannotBeHad("there is no CLAUSEGRAPH_TEST_NEO4J_URI, no Maven with Java 17 and no Docker")


@dataclass
class CommunityServer:
    """The unmodified community server as a child process; can be killed and started again."""

    home: Path
    password: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    port: int = field(default_factory=lambda: free_ports(1)[0])
    java_options: tuple[str, ...] = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
    """A small heap, and ready soon rather than fast for long."""
    settings: Mapping[str, str] = field(default_factory=lambda: _PLANS_STAY)
    process: subprocess.Popen[bytes] | None = None

    @contextmanager
    def running(self) -> Iterator[Given]:
        """Started at the beginning of the block, stopped at its end."""
        yield_to = self.start()
        try:
            yield yield_to
        finally:
            self.stop()

    def start(self) -> Given:
        """Starts it and returns when it takes statements."""
        jars, first = fetch_jars(), not self.home.joinpath("data").exists()
        self._configure()
        self.log.unlink(missing_ok=True)
        with self.console.open("wb") as console:
            self.process = subprocess.Popen(self._command(jars), stdout=console, stderr=subprocess.STDOUT)
        self._wait()
        if first:
            self._take_over()
        return Given(self.uri, self.password, pid=self.process.pid)

    def stop(self) -> None:
        """Ends it, at the latest after half a minute."""
        if not self.process:
            return
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None

    def kill(self) -> None:
        """kill -9."""
        if self.process:
            self.process.kill()
            self.process.wait()

    @property
    def uri(self) -> str:
        """Its Bolt address."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What it says of its own life."""
        return self.home / "logs" / "neo4j.log"

    @property
    def console(self) -> Path:
        """What Java printed."""
        return self.home / "console.log"

    def _command(self, jars: Path) -> list[str]:
        main = "CommunityEntryPoint" if version().startswith("5.") else "Neo4jCommunity"
        opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENS]
        folders = [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        return ["java", *self.java_options, *opens, "-cp", f"{jars}/*", f"org.neo4j.server.{main}", *folders]

    def _configure(self) -> None:
        settings = {f"server.directories.{name}": self.home / name for name in ("data", "logs", "run", "plugins", "import")}
        settings |= {
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            "server.http.enabled": "false",
            "server.memory.pagecache.size": "128m",
            "dbms.usage_report.enabled": "false",
            **self.settings,
        }
        for name in ("conf", "data", "logs", "run", "plugins", "import"):
            self.home.joinpath(name).mkdir(parents=True, exist_ok=True)
        text = "".join(f"{name}={value}\n" for name, value in settings.items())
        self.home.joinpath("conf", "neo4j.conf").write_text(text)

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and self.process and self.process.poll() is None:
            if self.log.exists() and "Started." in self.log.read_text():
                return
            time.sleep(0.2)
        self.stop()
        raise CannotBeHad(f"Neo4j did not start: {self.console.read_text()[-2000:]}")

    def _take_over(self) -> None:
        """Sets the password, which a new server demands."""
        with neo4j.GraphDatabase.driver(self.uri, auth=(USER, USER)) as driver:
            change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
            driver.execute_query(change, {"old": USER, "new": self.password}, database_="system")


def version() -> str:
    """The version that this Java runs: 5.26 LTS up to Java 24, a current one from 25 on."""
    given = os.environ.get("CLAUSEGRAPH_TEST_NEO4J_VERSION")
    return given or ("5.26.30" if _java_version() < 25 else "2026.08.1")


def fetch_jars() -> Path:
    """The folder of the server's jars, fetched when they are not there."""
    folder = CACHE / version()
    folder.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(CACHE / "fetch.lock"):
        jars, done = folder / "jars", folder / "complete"
        if not done.exists():
            folder.joinpath("pom.xml").write_text(_POM.format(version=version()))
            copy = ["mvn", "-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={jars}"]
            ran = subprocess.run(copy, cwd=folder, capture_output=True, text=True)
            if ran.returncode:
                raise CannotBeHad(f"Maven did not bring Neo4j: {(ran.stdout + ran.stderr)[-500:]}")
            done.touch()
    return jars


def _java_version() -> int:
    if not shutil.which("java"):
        return 0
    said = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def _docker_answers() -> bool:
    return bool(shutil.which("docker")) and subprocess.run(["docker", "info"], capture_output=True).returncode == 0


@contextmanager
def _container() -> Iterator[Given]:
    from testcontainers.community.neo4j import Neo4jContainer

    with Neo4jContainer(IMAGE, password=secrets.token_urlsafe(12)) as container:
        yield Given(container.get_connection_url(), container.password)
