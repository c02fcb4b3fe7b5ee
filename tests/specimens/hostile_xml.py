"""XML that means harm: entities that grow, entities from outside, depth without end.

>>> entity_bomb(1)[-9:]
b'>&e1;</r>'
"""


def entity_bomb(levels: int = 9) -> bytes:
    """A billion laughs."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels + 1))
    text = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "ha">{entities}]><r>&e{levels};</r>'
    return text.encode()


def outside_entity() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]><r>&e;</r>'


def deep_xml(depth: int = 200_000) -> bytes:
    return b'<?xml version="1.0"?>' + b"<a>" * depth + b"</a>" * depth


def ubl_bomb() -> bytes:
    """A European invoice whose number is a billion laughs."""
    name = b'Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID'
    return entity_bomb().replace(b"<r>", b"<" + name + b">").replace(b"</r>", b"</ID></Invoice>")
