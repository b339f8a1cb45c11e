"""ArchiMate: the elements, each with what relates to it by kind and type, and the flows between functions."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from tests.independent.exports.writing import Row, write

_SPACE = "{http://www.opengroup.org/xsd/archimate/3.0/}"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def export(data: Path, folder: Path) -> None:
    root = ElementTree.parse(data / "archimate/archisurance/archisurance.xml").getroot()
    elements = {e.attrib["identifier"]: _element(e) for e in root.iterfind(f"{_SPACE}elements/*")}
    flows: list[Row] = []
    for said in root.iterfind(f"{_SPACE}relationships/*"):
        if said.attrib["source"] in elements and said.attrib["target"] in elements:
            source, target = elements[said.attrib["source"]], elements[said.attrib["target"]]
            column = f"{said.attrib[_TYPE]} from {source['Type']}"
            target[column] = ";".join(filter(None, (target.get(column), source["Identifier"])))
            if said.attrib[_TYPE] == "Flow" and source["Type"] == target["Type"] == "BusinessFunction":
                flows.append({**_named(said), "Source": source["Identifier"], "Target": target["Identifier"]})
    write(folder / "architecture/elements.csv", elements.values())
    write(folder / "architecture/flows.csv", flows)


def _element(said: ElementTree.Element) -> dict[str, str]:
    return {**_named(said), "Type": said.attrib[_TYPE]}


def _named(said: ElementTree.Element) -> dict[str, str]:
    return {"Identifier": said.attrib["identifier"], "Name": said.findtext(f"{_SPACE}name", "")}
