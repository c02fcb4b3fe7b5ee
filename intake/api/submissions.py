"""Uploads: several files as multipart/form-data, or one raw file. Answered when every byte is safe, never after reading.

>>> [route.path for route in router.routes]
['/v1/claims/{claim_id}/submissions']
"""

from typing import Any

from fastapi import Request

from intake.api.who import ByAllThree, Here, resource
from intake.receive import receive
from intake.schemas.submissions import FileRefused, FileTaken, SubmissionTold
from intake.upload.receipt import NotTaken, Receipt, Taken

router = resource("submissions", streams=True)

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}},
                }
            },
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        },
    },
    "parameters": [
        {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 255}},
        {"name": "X-File-Name", "in": "header", "schema": {"type": "string"}},
    ],
}


@router.post("/claims/{claim_id}/submissions", status_code=202, openapi_extra=_BODY)
async def submit(claim_id: str, request: Request, caller: ByAllThree, here: Here) -> SubmissionTold:
    """Takes files in. The name of a raw file stands in X-File-Name (percent-encoded) or Content-Disposition."""
    return _told(await receive(request, here, caller, claim_id))


def _told(receipt: Receipt) -> SubmissionTold:
    return SubmissionTold(
        submission_id=receipt.submission_id,
        claim_id=receipt.claim_id,
        files=[_file(file) for file in receipt.files],
    )


def _file(file: Taken | NotTaken) -> FileTaken | FileRefused:
    if isinstance(file, NotTaken):
        why = file.refusal
        return FileRefused(name=file.name, code=why.code, message=why.message, remedy=why.remedy)
    return FileTaken(
        original_id=file.original_id,
        name=file.name,
        sha256=file.sha256,
        size=file.size,
        verdict_url=f"/v1/originals/{file.original_id}",
    )
