"""BPMN: the processes of all models, who runs each where several parties meet, and the messages between them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from tests.independent.exports.writing import Row, write

_SPACE = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"


def export(data: Path, folder: Path) -> None:
    processes: list[Row] = []
    parties: list[Row] = []
    handovers: list[Row] = []
    for file in sorted((data / "bpmn/miwg-reference/Reference").glob("*.bpmn")):
        root = ElementTree.parse(file).getroot()
        pools = [p.attrib for p in root.iter(f"{_SPACE}participant") if p.get("processRef")]
        titles = {pool["processRef"]: pool.get("name", "") for pool in pools}
        within = {pool["id"]: pool["processRef"] for pool in pools}
        for process in root.iter(f"{_SPACE}process"):
            key = process.attrib["id"]
            within |= {part.attrib["id"]: key for part in process.iter() if "id" in part.attrib}
            processes.append({"File": file.name, "Id": key, "Name": _line(process.get("name") or titles.get(key))})
        several = pools if len(pools) > 1 else []
        parties += [{"File": file.name, "Process": pool["processRef"], "Party": _line(pool.get("name"))} for pool in several]
        for flow in root.iter(f"{_SPACE}messageFlow"):
            ends = {"Source": within.get(flow.attrib["sourceRef"], ""), "Target": within.get(flow.attrib["targetRef"], "")}
            handovers.append({"File": file.name, "Id": flow.attrib["id"], **ends, "Name": _line(flow.get("name"))})
    for name, rows in (("processes", processes), ("parties", parties), ("handovers", handovers)):
        write(folder / "processes" / f"{name}.csv", rows)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
