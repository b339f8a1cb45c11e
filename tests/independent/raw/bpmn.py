"""Processes, the parties that run them, and what they hand to each other, from BPMN models."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from tests.independent.world import World

SOURCE, HANDOVERS = "processes", "handovers"
SPACE = {"b": "http://www.omg.org/spec/BPMN/20100524/MODEL"}


def read(data: Path, world: World) -> None:
    for file in sorted((data / "bpmn/miwg-reference/Reference").glob("*.bpmn")):
        _Model(file.name, ElementTree.parse(file).getroot(), world).tell()


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


class _Model:
    """What one model says."""

    def __init__(self, file: str, root: ElementTree.Element, world: World) -> None:
        self.file, self.root, self.world = file, root, world
        self.pools = [p for p in root.iterfind(".//b:participant", SPACE) if p.get("processRef")]

    def tell(self) -> None:
        for process in self.root.iterfind("b:process", SPACE):
            self._process(process.attrib["id"], _plain(process.get("name")))
        # A lone pool is the organisation itself; where several meet, each is run by another party.
        for pool in self.pools if len(self.pools) > 1 else []:
            self._party(pool.attrib["processRef"], _plain(pool.get("name")))
        for flow in self.root.iterfind(".//b:messageFlow", SPACE):
            self._handover(flow)

    def _process(self, key: str, name: str) -> None:
        name = name or next((_plain(p.get("name")) for p in self.pools if p.get("processRef") == key), "")
        if name:
            self.world.say(SOURCE, f"{self.file}#{key}", "Process", name=name)
            self.world.say(SOURCE, self.file, "Document", name=self.file, kind="process_description", status="approved")
            self.world.tie(SOURCE, "DESCRIBES", f"{SOURCE}:{self.file}", f"{SOURCE}:{self.file}#{key}")

    def _party(self, process: str, name: str) -> None:
        if name:
            self.world.say(SOURCE, f"party-{name}", "Supplier", name=name)
            self.world.tie(SOURCE, "OPERATED_BY", f"{SOURCE}:{self.file}#{process}", f"{SOURCE}:party-{name}")
            self.world.tie(SOURCE, "DESCRIBES", f"{SOURCE}:{self.file}", f"{SOURCE}:party-{name}")

    def _handover(self, flow: ElementTree.Element) -> None:
        source, target = self._home(flow.attrib["sourceRef"]), self._home(flow.attrib["targetRef"])
        if source and target:
            first, second = f"{SOURCE}:{self.file}#{source}", f"{SOURCE}:{self.file}#{target}"
            self.world.say(HANDOVERS, f"{self.file}#{flow.attrib['id']}", "Process", [first])
            self.world.tie(HANDOVERS, "FEEDS", first, second, output=_plain(flow.get("name")))

    def _home(self, part: str) -> str:
        """The process that a pool stands for or an element lies in."""
        for pool in self.pools:
            if pool.attrib["id"] == part:
                return pool.attrib["processRef"]
        for process in self.root.iterfind("b:process", SPACE):
            if any(element.get("id") == part for element in process.iter()):
                return process.attrib["id"]
        return ""
