from graph.records.joining import join
from graph.records.ledger import Ledger
from graph.records.model import Record


def record(key, label="Supplier", identities=(), **properties):
    return Record(key, label, properties, identities=tuple(identities))


def test_a_record_that_nobody_knows_makes_a_node_named_after_it():
    one = join(Ledger(), record("17", name="Cirrus"), "contracts")
    assert (one.node, one.made) == ("supplier/contracts/17", True)


def test_the_normalised_name_joins_where_the_label_allows_it():
    ledger = Ledger()
    join(ledger, record("17", name="Cirrus  North"), "contracts")
    assert join(ledger, record("c9", name="CIRRUS north "), "cmdb").node == "supplier/contracts/17"


def test_people_of_one_name_are_two_and_one_address_is_one():
    ledger = Ledger()
    first = join(ledger, record("1", "Resource", name="Ann", email="ann@example.org"), "hr")
    other = join(ledger, record("2", "Resource", name="Ann", email="ann2@example.org"), "hr")
    same = join(ledger, record("x", "Resource", name="A. Smith", email="ANN@example.org "), "ldap")
    assert first.node != other.node
    assert same.node == first.node


def test_an_identity_of_another_system_joins():
    ledger = Ledger()
    first = join(ledger, record("26e494", "Service", name="Mail"), "cmdb")
    second = join(ledger, record("component:default/mail", "Service", ["cmdb:26e494"], name="mail-app"), "catalog")
    assert second.node == first.node


def test_the_order_of_sources_does_not_matter_to_an_identity_of_another_system():
    ledger = Ledger()
    first = join(ledger, record("mail-app", "Service", ["cmdb:26e494"], name="mail-app"), "catalog")
    second = join(ledger, record("26e494", "Service", name="Mail"), "cmdb")
    assert second.node == first.node


def test_a_record_that_points_at_two_nodes_joins_neither_silently():
    ledger = Ledger()
    a = join(ledger, record("1", name="Alpha", lei="A" * 20), "x")
    b = join(ledger, record("2", name="Beta"), "x")
    both = join(ledger, record("3", name="Beta", lei="A" * 20), "y")
    assert both.node == "supplier/y/3"
    assert both.ambiguous == tuple(sorted([a.node, b.node]))
    assert ledger.owner["name:Supplier/beta"] == b.node


def test_an_identity_at_a_node_of_another_label_is_ambiguous_not_a_join():
    ledger = Ledger()
    service = join(ledger, record("1", "Service", name="Mail"), "cmdb")
    odd = join(ledger, record("2", "Resource", ["cmdb:1"], name="Mail"), "other")
    assert odd.node == "resource/other/2"
    assert odd.ambiguous == (service.node,)


def test_a_record_alone_follows_its_new_identity_to_the_other_node():
    ledger = Ledger()
    first = join(ledger, record("1", name="Alpha", lei="A" * 20), "x")
    alone = join(ledger, record("9", name="Alfa"), "y")
    ledger.before.clear()
    moved = join(ledger, record("9", name="Alfa", lei="A" * 20), "y")
    assert moved.node == first.node
    assert moved.was == alone.node
    assert alone.node not in ledger.members
    assert ledger.owner["name:Supplier/alfa"] == first.node


def test_a_record_that_shares_its_node_stays_and_says_so():
    ledger = Ledger()
    home = join(ledger, record("1", name="Alpha"), "x")
    join(ledger, record("1", name="Alpha"), "y")
    other = join(ledger, record("2", name="Beta", lei="B" * 20), "x")
    changed = join(ledger, record("1", name="Alpha", lei="B" * 20), "y")
    assert changed.node == home.node
    assert changed.ambiguous == (other.node,)


def test_an_identity_that_is_no_longer_claimed_is_given_up():
    ledger = Ledger()
    one = join(ledger, record("1", name="Alpha"), "x")
    ledger.before.clear()
    join(ledger, record("1", name="Omega"), "x")
    assert "name:Supplier/alpha" not in ledger.owner
    assert ledger.lost() == {one.node}
    assert set(ledger.gained()) == {"name:Supplier/omega"}


def test_a_requirement_is_known_by_its_public_id_from_every_source():
    ledger = Ledger()
    clause = join(ledger, record("iso-20000-1-2018/8.2.3", "Requirement", name="8.2.3", ref="8.2.3"), "iso")
    assert clause.node == "iso-20000-1-2018/8.2.3"
    assert ledger.owner["id:iso-20000-1-2018/8.2.3"] == clause.node
