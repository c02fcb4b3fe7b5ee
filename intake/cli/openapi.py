"""`claims openapi`: the OpenAPI document of the API, made from the code alone: no data folder, no secret, nothing started.

>>> openapi.__name__
'openapi'
"""

import json


def openapi() -> None:
    """Prints the OpenAPI document as JSON."""
    from intake.app import openapi_document

    print(json.dumps(openapi_document(), ensure_ascii=False, indent=2))
