"""Loading 100,000 nodes described by 110,000 records of three sources: ours, the plain way, Cartography's."""
