"""What can be done to a claim from outside: one act a file, shared by the API and the pages.

Every act works inside a transaction that its caller opened (`services.store.write`), checks that the caller may see the
claim, and leaves an audit entry, an event and, where something must follow, an outbox row with the caller's trace id.
Doing the same again changes nothing.
"""
