"""The loader `directory` reads SCIM 2.0 as RFC 7643 and 7644 have it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFailed
from tests.graph.loaders.reading import SHARED, Given, read

CORE = "urn:ietf:params:scim:schemas:core:2.0:"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
MESSAGE = "urn:ietf:params:scim:api:messages:2.0:"


def user(id_: str, **more: Any) -> dict[str, Any]:
    return {"schemas": [f"{CORE}User"], "id": id_, "userName": f"{id_}@halvora.example", **more}


def group(id_: str, *members: Any, **more: Any) -> dict[str, Any]:
    return {"schemas": [f"{CORE}Group"], "id": id_, "displayName": id_.title(), "members": list(members), **more}


def listed(*resources: Any, total: int | None = None, **more: Any) -> dict[str, Any]:
    count = len(resources) if total is None else total
    return {"schemas": [f"{MESSAGE}ListResponse"], "totalResults": count, "Resources": list(resources), **more}


async def scim(folder: Path, *answers: Any, **options: Any) -> Given:
    files = {f"{number}.json": json.dumps(answer, indent=1) for number, answer in enumerate(answers)}
    return await read("directory", folder, files, options)


class TestUsers:
    @pytest.mark.parametrize(
        ("more", "name"),
        [
            ({"displayName": "Ann B.", "name": {"formatted": "Dr Ann Bell"}}, "Ann B."),
            ({"displayName": "", "name": {"formatted": "Dr Ann Bell", "givenName": "Ann"}}, "Dr Ann Bell"),
            ({"name": {"givenName": "Ann", "familyName": "Bell"}}, "Ann Bell"),
            ({"name": None}, "a@halvora.example"),
            ({"userName": None}, "a"),
        ],
    )
    async def test_names(self, tmp_path: Path, more: dict[str, Any], name: str) -> None:
        assert (await scim(tmp_path, user("a", **more)))["a"].properties == {"name": name, "kind": "human"}

    @pytest.mark.parametrize(
        ("emails", "email"),
        [
            ([{"value": "a@home.example", "type": "home"}, {"value": "a@work.example", "type": "work"}], "a@work.example"),
            ([{"value": "a@work.example", "type": "work"}, {"value": "a@x.example", "primary": True}], "a@x.example"),
            ([{"value": "a@home.example", "type": "home"}], "a@home.example"),
            (["a@plain.example"], "a@plain.example"),
            ({"value": "a@one.example"}, "a@one.example"),
            ([{"type": "work"}, {"value": None}], None),
            (None, None),
        ],
    )
    async def test_the_email_that_identifies(self, tmp_path: Path, emails: Any, email: str | None) -> None:
        assert (await scim(tmp_path, user("a", emails=emails)))["a"].properties.get("email") == email

    @pytest.mark.parametrize(
        ("active", "status"), [(False, "retired"), ("False", "retired"), (True, None), ("true", None), (None, None)]
    )
    async def test_who_is_not_active_is_retired(self, tmp_path: Path, active: Any, status: str | None) -> None:
        assert (await scim(tmp_path, user("a", active=active)))["a"].properties.get("status") == status

    async def test_names_of_attributes_count_in_any_case(self, tmp_path: Path) -> None:
        one = {"SCHEMAS": [f"{CORE}user"], "ID": "a", "DisplayName": "Ann", "Emails": [{"Value": "a@x.example"}], "Active": False}
        assert (await scim(tmp_path, {"totalresults": 1, "resources": [one]}))["a"].properties == {
            "name": "Ann",
            "kind": "human",
            "email": "a@x.example",
            "status": "retired",
        }

    async def test_no_secret_or_picture_reaches_a_record(self, tmp_path: Path) -> None:
        hidden = {
            "password": "hunter2",
            "photos": [{"value": "https://x.example/hunter2"}],
            "x509Certificates": [{"value": "hunter2"}],
        }
        given = await scim(tmp_path, user("a", **hidden), identities={"employeeNumber": "hr"})
        assert "hunter2" not in repr(given)

    async def test_the_enterprise_extension(self, tmp_path: Path) -> None:
        extension = {"employeeNumber": "1004", "organization": "Brightmoor", "department": "Network", "manager": {"value": "b"}}
        several = [
            user("a", title="Engineer", **{ENTERPRISE: extension}),
            user("b", title="Head", addresses=[{"type": "work", "country": "IE"}, {"type": "home", "country": "DE"}]),
        ]
        options = {
            "identities": {"employeeNumber": "hr", "name.givenName": "crm"},
            "supplier": {"attribute": "organization"},
            "teams": ["department"],
            "roles": [{"attribute": "title"}],
            "manager": "roles",
        }
        given = await scim(tmp_path, listed(*several), **options)
        assert given["a"].identities == ("hr:1004",)
        assert given.links("SUPPLIED_BY") == {("a", "name:Supplier/brightmoor")}
        assert given.links("MEMBER_OF") == {("a", "team:network")}
        assert given.links("REPORTS_TO") == {("role:engineer", "role:head")}
        assert given["b"].properties["country"] == "IE"

    async def test_roles_of_a_user_with_their_span(self, tmp_path: Path) -> None:
        roles = [
            {"value": "Change manager", "since": "2025-01-01T08:00:00Z", "until": "2026-09-30"},
            {"value": "Auditor", "type": "deputy"},
            {"display": "Service owner", "since": "soon"},
            "Buyer",
            {"type": "x"},
        ]
        given = await scim(tmp_path, user("a", roles=roles), roles=[{"attribute": "roles"}])
        found = {end: dict(given.link("HOLDS", "a", end).properties) for _, end in given.links("HOLDS")}
        assert found == {
            "role:change manager": {"since": "2025-01-01", "until": "2026-09-30"},
            "role:auditor": {"deputy": True},
            "role:service owner": {},
            "role:buyer": {},
        }
        assert [(row.value, row.key) for row in given.rejected] == [("soon", "a")]


class TestGroups:
    async def test_what_both_sides_say_counts_once(self, tmp_path: Path) -> None:
        ann = user("a", groups=[{"value": "ops"}, {"value": "all", "type": "indirect"}, {"$ref": "../Groups/dev"}])
        given = await scim(
            tmp_path, listed(ann), group("ops", {"value": "a"}, {"$ref": "https://x.example/v2/Users/b"}, {"value": "a"})
        )
        assert given["ops"].properties == {"name": "Ops", "kind": "human", "subtype": "team"}
        assert given.links("MEMBER_OF") == {("a", "ops"), ("b", "ops"), ("a", "dev")}
        assert sum(len(record.links) for record in given.records.values()) == 3

    async def test_groups_that_are_roles(self, tmp_path: Path) -> None:
        one = group("role-1", {"value": "a", "since": "2026-01-01", "deputy": True}, displayName="Role: Auditor")
        given = await scim(tmp_path, one, user("a"), roles=[{"groups": "role:*", "prefix": "Role: "}])
        assert (given["role-1"].label, given["role-1"].properties) == ("Role", {"name": "Auditor"})
        assert given.link("HOLDS", "a", "role-1").properties == {"since": "2026-01-01", "deputy": True}

    async def test_a_member_without_a_name_is_reported(self, tmp_path: Path) -> None:
        given = await scim(tmp_path, group("ops", {"display": "Ann"}, {"value": "b"}, 7))
        assert given.links("MEMBER_OF") == {("b", "ops")}
        assert [row.key for row in given.rejected] == ["ops", "ops"]

    @pytest.mark.parametrize("members", [None, [], {}, {"value": "a"}])
    async def test_members_in_every_shape(self, tmp_path: Path, members: Any) -> None:
        given = await scim(tmp_path, {**group("ops"), "members": members})
        assert given.links("MEMBER_OF") == ({("a", "ops")} if members else set())


class TestAnswers:
    async def test_every_resource_says_its_line(self, tmp_path: Path) -> None:
        given = await scim(tmp_path, listed(user("a"), user("b")))
        assert (given["a"].line, given["b"].line) == (7, 14)

    async def test_a_plain_list_of_resources(self, tmp_path: Path) -> None:
        assert set((await scim(tmp_path, [user("a"), group("g")])).records) == {"a", "g"}

    @pytest.mark.parametrize(
        ("resource", "label"),
        [
            ({"id": "x", "userName": "x"}, "Resource"),
            ({"id": "x", "members": []}, "Resource"),
            ({"id": "x", "meta": {"resourceType": "Group"}}, "Resource"),
            ({"schemas": ["urn:scim:schemas:core:1.0"], "id": "x", "userName": "x"}, "Resource"),
            ({"schemas": [ENTERPRISE, f"{CORE}User"], "id": "x"}, "Resource"),
        ],
    )
    async def test_what_a_resource_is(self, tmp_path: Path, resource: Any, label: str) -> None:
        assert (await scim(tmp_path, resource))["x"].label == label

    @pytest.mark.parametrize(
        ("resource", "field"),
        [
            ({"id": "x"}, "schemas"),
            ({"schemas": ["urn:example:Robot"], "id": "x"}, "schemas"),
            ({"schemas": [f"{CORE}User"], "userName": "x"}, "id"),
            (user(""), "id"),
            (user("a") | {"id": 7}, "id"),
            ({"schemas": [f"{MESSAGE}PatchOp"], "Operations": []}, "schemas"),
            ({"schemas": [f"{MESSAGE}BulkRequest"], "Operations": []}, "schemas"),
            ({"schemas": [f"{MESSAGE}SearchRequest"]}, "schemas"),
            ("x", "id"),
            (7, "id"),
            (None, "id"),
        ],
    )
    async def test_what_is_rejected(self, tmp_path: Path, resource: Any, field: str) -> None:
        given = await scim(tmp_path, [user("good"), resource])
        assert set(given.records) == {"good"}
        assert [row.field for row in given.rejected] == [field]

    async def test_another_resource_by_option(self, tmp_path: Path) -> None:
        robot = {"schemas": ["urn:example:Robot"], "id": "x", "displayName": "R2"}
        assert (await scim(tmp_path, robot, classes={"Robot": "device"}))["x"].properties["kind"] == "technical"
        assert not (await scim(tmp_path, robot, classes={"robot": "skip"})).rejected

    @pytest.mark.parametrize("kind", ["Schema", "ResourceType", "ServiceProviderConfig"])
    async def test_what_describes_the_server_is_passed_over(self, tmp_path: Path, kind: str) -> None:
        given = await scim(tmp_path, {"schemas": [f"{CORE}{kind}"], "id": "x"}, user("a"))
        assert set(given.records) == {"a"}
        assert not given.rejected

    async def test_an_error_fails_the_source(self, tmp_path: Path) -> None:
        error = {"schemas": [f"{MESSAGE}Error"], "status": "401", "detail": "Token expired"}
        with pytest.raises(SourceFailed, match=r"1\.json:1: .*401 Token expired"):
            await scim(tmp_path, user("a"), error)

    async def test_pages_that_are_missing_fail_the_source(self, tmp_path: Path) -> None:
        first, second = listed(user("a"), user("b"), total=3, startIndex=1), listed(user("c"), total=3, startIndex=3)
        groups = listed(group("g"), total=1)
        assert set((await scim(tmp_path, first, second, groups)).records) == {"a", "b", "c", "g"}
        (tmp_path / "1.json").unlink()
        with pytest.raises(SourceFailed, match=r"0\.json: The pages hold 2 of 3"):
            await read("directory", tmp_path, {}, path=("0.json", "2.json"))

    @pytest.mark.parametrize("total", [7, 1])
    async def test_a_listing_without_resources(self, tmp_path: Path, total: int) -> None:
        with pytest.raises(SourceFailed, match=f"hold 0 of {total}"):
            await scim(tmp_path, {"schemas": [f"{MESSAGE}ListResponse"], "totalResults": total})

    @pytest.mark.parametrize("content", ["", "{", "nothing", '{"Resources": 7, "totalResults": 1}', '{"Resources": [{"id": "a"}'])
    async def test_what_is_no_answer_fails(self, tmp_path: Path, content: str) -> None:
        with pytest.raises(SourceFailed, match=r"a\.json"):
            await read("directory", tmp_path, {"a.json": content})

    async def test_both_formats_are_one_directory(self, tmp_path: Path) -> None:
        files = {
            "a.scim": json.dumps(group("ops", {"value": "uid=ann,dc=x"})),
            "b.ldif": "dn: uid=ann,dc=x\nobjectClass: person\ncn: Ann\n",
        }
        given = await read("directory", tmp_path, files)
        assert given.links("MEMBER_OF") == {("uid=ann,dc=x", "ops")}
        assert not given.dangling()


class TestRealSamples:
    """The examples of the two standards."""

    FOLDER = SHARED / "directory" / "scim2-rfc-samples" / "samples"
    FAILING = ("error", "list_response-post_query")

    @pytest.fixture(autouse=True)
    def _there(self) -> None:
        if not self.FOLDER.is_dir():
            pytest.skip("the real files are not here")

    async def test_each_is_read_rejected_or_refused_as_what_it_is(self) -> None:
        for path in sorted(self.FOLDER.glob("*.json")):
            what = path.stem.split("-", 2)[2]
            if what.startswith(self.FAILING):
                with pytest.raises(SourceFailed, match=path.stem):
                    await read("directory", self.FOLDER, path=path.name)
                continue
            given = await read("directory", self.FOLDER, path=path.name)
            changes = what.startswith(("patch_op", "bulk_", "search_request", "user-post_request"))
            nothing = what.startswith(("schema", "resource_type", "service_provider", "list_response-resource_types"))
            assert bool(given.records) == (not changes and not nothing), path.name
            assert bool([row for row in given.rejected if row.field != "country"]) == changes, path.name

    async def test_the_user_with_everything(self) -> None:
        options = {
            "supplier": {"attribute": "organization"},
            "identities": {"employeeNumber": "hr"},
            "roles": [{"attribute": "title"}],
        }
        given = await read("directory", self.FOLDER, {}, options, path="rfc7643-8.3-enterprise_user.json")
        record = given["2819c223-7f76-453a-919d-413861904646"]
        assert record.properties == {"name": "Babs Jensen", "kind": "human", "email": "bjensen@example.com"}
        assert record.identities == ("hr:701984",)
        assert given.links("HOLDS") == {(record.key, "role:tour guide")}
        assert len(given.links("MEMBER_OF")) == 3
        assert "t1meMa$heen" not in repr(given)
