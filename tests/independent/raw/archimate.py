"""An enterprise architecture, from ArchiMate's exchange format."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from tests.independent.world import World

SOURCE, FLOWS = "architecture", "flows"
SPACE = {"a": "http://www.opengroup.org/xsd/archimate/3.0/"}
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
BUILT_OF = {"ApplicationComponent", "Node", "Device", "SystemSoftware", "CommunicationNetwork"}
OFFERED = {"ApplicationService", "TechnologyService"}
DONE = {"BusinessProcess", "BusinessFunction"}
MEANS = {
    "BusinessService": ("Service", "business"),
    "ApplicationService": ("Service", "technical"),
    "TechnologyService": ("Service", "technical"),
    "BusinessProcess": ("Process", ""),
    "BusinessFunction": ("Process", ""),
    "BusinessRole": ("Role", ""),
    "BusinessActor": ("Resource", "human"),
    "DataObject": ("Resource", "information"),
    "Contract": ("Document", "contract"),
    **dict.fromkeys(BUILT_OF, ("Resource", "technical")),
}


def read(data: Path, world: World) -> None:
    root = ElementTree.parse(data / "archimate/archisurance/archisurance.xml").getroot()
    types = {}
    for element in root.iterfind("a:elements/a:element", SPACE):
        key, type_ = element.attrib["identifier"], element.attrib[TYPE]
        if type_ in MEANS:
            types[key] = type_
            label, kind = MEANS[type_]
            world.say(SOURCE, key, label, name=element.findtext("a:name", "", SPACE).strip(), kind=kind)
    for relation in root.iterfind("a:relationships/a:relationship", SPACE):
        source, target = relation.attrib["source"], relation.attrib["target"]
        if source in types and target in types:
            _relation(world, relation, source, target, types)


def _relation(world: World, relation: ElementTree.Element, source: str, target: str, types: dict[str, str]) -> None:
    first, second = f"{SOURCE}:{source}", f"{SOURCE}:{target}"
    ends = types[source], types[target]
    match relation.attrib[TYPE], *ends:
        case "Serving", _, _ if _serves(*ends):
            world.tie(SOURCE, "DEPENDS_ON", second, first)
        case "Realization", _, _ if _realizes(*ends):
            world.tie(SOURCE, "DEPENDS_ON", second, first)
        case "Realization", "BusinessProcess", "BusinessService":
            world.tie(SOURCE, "SUPPORTS", first, second)
        case "Composition", "ApplicationComponent", "ApplicationComponent":
            # The source is composed of the target; the export of the whole shows as the part's column.
            world.tie(SOURCE, "PART_OF", second, first)
        case "Access", "ApplicationComponent", "DataObject":
            world.tie(SOURCE, "DEPENDS_ON", first, second)
        case "Assignment", "BusinessRole", "BusinessProcess":
            world.tie(SOURCE, "ACCOUNTABLE_FOR", first, second)
            world.tie(SOURCE, "RESPONSIBLE_FOR", first, second)
        case "Assignment", "BusinessActor", "BusinessRole":
            world.tie(SOURCE, "HOLDS", first, second)
        case "Triggering", "BusinessProcess", "BusinessProcess":
            world.tie(SOURCE, "FEEDS", first, second)
        case "Flow", "BusinessFunction", "BusinessFunction":
            world.say(FLOWS, relation.attrib["identifier"], "Process", [first])
            world.tie(FLOWS, "FEEDS", first, second, output=relation.findtext("a:name", "", SPACE).strip())


def _serves(source: str, target: str) -> bool:
    return (target in BUILT_OF and source in {"ApplicationComponent"} | OFFERED) or (
        target in DONE and source in {"BusinessService", "ApplicationService"}
    )


def _realizes(source: str, target: str) -> bool:
    if target in OFFERED or target == "BusinessService":
        return source in {"ApplicationComponent", "Device", "Node"}
    return target in BUILT_OF and source in {"Device", "SystemSoftware"}
