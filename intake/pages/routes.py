"""The addresses of the claimant's page. They are for people with a link and stand in no OpenAPI document.

>>> sorted({route.path for route in router.routes})[:2]
['/u/static/{name}', '/u/{token}']
"""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from intake.pages import acts, live
from intake.pages.show import Notice
from intake.pages.static_files import static_files
from intake.pages.visit import Answer, Visit, visited


async def page(visit: Visit) -> Response:
    """GET /u/{token}"""
    said = (await visit.words()).said(visit.request.query_params.get("said", ""))
    return await visit.page([Notice(said)] if said else [])


async def fragment(visit: Visit) -> Response:
    """GET /u/{token}/live"""
    return await visit.live()


async def static(request: Request) -> Response:
    """GET /u/static/{name}"""
    found = static_files().get(request.path_params["name"])
    if found is None:
        return Response(status_code=404)
    headers = {"Cache-Control": "no-cache", "ETag": found.tag, "X-Content-Type-Options": "nosniff"}
    if request.headers.get("if-none-match") == found.tag:
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)


_GET: dict[str, Answer] = {"": page, "/live": fragment, "/events": live.events}
_POST: dict[str, Answer] = {
    "/consent": acts.consent,
    "/files": acts.files,
    "/answers": acts.answers,
    "/cannot": acts.cannot,
    "/withdraw": acts.withdraw,
    "/finish": acts.finish,
}


def _router() -> APIRouter:
    made = APIRouter(include_in_schema=False)
    for path, answer in _GET.items():
        made.add_api_route(f"/u/{{token}}{path}", visited(answer), methods=["GET"], response_model=None)
    for path, answer in _POST.items():
        made.add_api_route(f"/u/{{token}}{path}", visited(answer), methods=["POST"], response_model=None)
    made.add_api_route("/u/static/{name}", static, methods=["GET"], response_model=None)
    return made


router = _router()
