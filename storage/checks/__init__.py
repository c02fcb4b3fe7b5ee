"""What is checked when the store is verified, one kind of evidence a file. `storage.verify` is the door.

>>> import storage.checks.fault
>>> storage.checks.fault.Checked().claims
0
"""
