"""The message as an e-mail: a subject that a header holds, a plain text, an HTML page. Nothing is attached.

>>> parts = Parts(locale="en", subject="One paper to go", opening=("Hello,",), blocks=(), closing=("Bye",))
>>> sorted(email_of(parts)), email_of(parts)["text"]
(['html', 'subject', 'text'], 'Hello,\\n\\nBye')
"""

from collections.abc import Mapping

from validators.message.html import as_page
from validators.message.parts import Parts


def email_of(parts: Parts) -> Mapping[str, str]:
    """`subject`, `text` and `html`."""
    return {"subject": parts.subject, "text": parts.text, "html": as_page(parts)}
