"""Impact that knows about redundancy: what fails when this fails, by the groups that nodes need.

The `.cypher` files beside it are questions of plain reachability for people at a console; they ignore redundancy.
"""
