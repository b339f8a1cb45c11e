"""What people get wrong in the options of each loader, and what they are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import WrongUse
from graph.loaders.contract import LOADERS, find, parse_options
from graph.settings import read_settings

TABLE = "tables: [{records: [{label: Role, key: No}]}]"
MISTAKES: dict[str, list[tuple[str, str]]] = {
    "tables": [
        (f"encodign: cp1252\n{TABLE}", "options.encodign (line 5): there is no encodign here. Did you mean encoding?"),
        ("tables: {records: []}", "options.tables (line 5): it must be a list, not a mapping. Begin each item with a hyphen"),
        ("tables:\n- records:\n  - label: Role\n    kee: No", "records.0.kee (line 8): there is no kee here. Did you mean key?"),
        ("tables:\n- header: first\n  records: []", "options.tables.0.header (line 6): it must be a whole number, not 'first'."),
        (f"decimal: comma\n{TABLE}", "options.decimal (line 5): it must be '.' or ',', not 'comma'."),
    ],
    "servicenow": [
        ("relation: {a: b}", "options.relation (line 5): there is no relation here. Did you mean relations"),
        (
            "tickets: [incidents]",
            "options.tickets.0 (line 5): it must be 'incident', 'problem' or 'change_request', not 'incidents'.",
        ),
        ("page_rows: 0", "options.page_rows (line 5): it must be greater than or equal to 1, not 0."),
        ("countries: {Germany: Deutschland}", "it must be a country code of two capitals (ISO 3166-1), not 'Deutschland'."),
        ("password_env: my password", "options.password_env (line 5): it must be the name of an environment variable."),
    ],
    "backstage": [
        ("kinds: {system: Service}", "it must be skip or a mapping such as {label: Service, kind: technical}, not 'Service'."),
        ("kinds: {system: {lable: Service}}", "options.kinds.system.lable (line 5): there is no lable here. Did you mean label?"),
        ("annotations: {tier: criticality}", "it must be a mapping of names to values, not 'criticality'. Known here: identity"),
        ("lifecycles: {production: alive}", "it must be 'planned', 'live' or 'retired', not 'alive'. Did you mean live?"),
    ],
    "directory": [
        ("roles: [{attribute: UNICODEPWD}]", "options.roles.0.attribute (line 5): UNICODEPWD is never read: it holds secrets"),
        ("roles: [{groups: x, name: userPassword}]", "options.roles.0.name (line 5): userPassword is never read"),
        ("roles: [{groups: x, prefx: role-}]", "options.roles.0.prefx (line 5): there is no prefx here. Did you mean prefix?"),
        ("roles: [{atribute: title}]", "options.roles.0 (line 5): it needs `groups` (whose members hold a role) or `attribute`"),
        ("roles: [title]", "options.roles.0 (line 5): it needs `groups` (whose members hold a role) or `attribute`"),
        ("manager: role", "options.manager (line 5): it must be 'ignore' or 'roles', not 'role'. Did you mean roles?"),
        ("supplier: o", "it must be a mapping of names to values, not 'o'. Known here: attribute, own."),
    ],
    "statuspage": [
        ("{}", "options.feeds: it is missing."),
        ("feeds: {a.json: Keystone}", "options.feeds.a.json (line 5): it must be a mapping of names to values, not 'Keystone'."),
        ("feeds: {a.json: {suplier: Keystone}}", "there is no suplier here. Did you mean supplier?"),
        ("feeds: {a.json: {lei: 123}}", "it must be 20 letters and digits (ISO 17442), not '123'."),
    ],
    "frameworks": [("checks: x", "options.checks (line 5): there is no checks here. Nothing can be set here.")],
}


def test_the_mistakes_of_every_loader_are_tried() -> None:
    assert set(MISTAKES) == set(LOADERS)


@pytest.mark.parametrize(("loader", "options", "said"), [(name, *case) for name, cases in MISTAKES.items() for case in cases])
def test_a_mistake_is_told_with_its_line_and_what_is_expected(tmp_path: Path, loader: str, options: str, said: str) -> None:
    indented = "\n".join(f"    {line}" for line in options.splitlines())
    path = tmp_path / "clausegraph.yaml"
    path.write_text(f"sources:\n- name: mine\n  loader: {loader}\n  options:\n{indented}\n")
    source = read_settings(path).sources[0]
    with pytest.raises(WrongUse) as error:
        parse_options(find(source.loader), source.options, f"{path.name}: source {source.name}")
    assert str(error.value).startswith("clausegraph.yaml: source mine: ")
    assert said in str(error.value)
