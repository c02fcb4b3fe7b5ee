"""`claims send`: papers go through the front door, and what the server says reaches a person as sentences."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.cli import send
from tests.intake.cli.running import Claims, Ran
from tests.intake.fake_server import FakeServer, problem, serving

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    monkeypatch.setattr(send, "_LOOK_EVERY", 0.01)
    with serving() as fake:
        yield fake


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.jpg").write_bytes(b"\xff\xd8paper")
    (tmp_path / "papers" / "b.jpg").write_bytes(b"")
    return tmp_path / "papers"


def sent(claims: Claims, fake: FakeServer, papers: Path, *more: str) -> Ran:
    kind = ("--claim-type", "outpatient_medical")
    return claims("send", papers, *kind, "--url", fake.url, "--key", "ck_secret", *more)


def test_the_message_and_the_page_are_the_result_and_the_rest_is_progress(
    claims: Claims, fake: FakeServer, papers: Path
) -> None:
    ran = sent(claims, fake, papers)
    assert ran.status == 0
    assert ran.out == f"还差一样\n\n请补费用清单。\n\nSMS:   请补清单\nPage:  {fake.url}/u/token\n"
    assert "[1/1] a.jpg: 这是银行卡。" in ran.err
    assert "b.jpg was not taken: 这个文件是空的。请重传。" in ran.err


def test_every_step_is_taken_once_and_in_order(claims: Claims, fake: FakeServer, papers: Path) -> None:
    sent(claims, fake, papers)
    posted = [path for method, path, _, _ in fake.asked if method == "POST"]
    own = "/v1/claims/clm_1"
    assert posted == ["/v1/claims", f"{own}/consents", f"{own}/submissions", f"{own}/finish"]
    headers = [headers for method, _, headers, _ in fake.asked if method == "POST"]
    assert {one["authorization"] for one in headers} == {"Bearer ck_secret"}
    assert len({one["idempotency-key"] for one in headers}) == 4
    body = fake.asked[2][3]
    assert b'filename="a.jpg"' in body and b"\xff\xd8paper" in body and b'filename="b.jpg"' in body


def test_facts_go_with_the_claim(claims: Claims, fake: FakeServer, papers: Path) -> None:
    facts = papers.parent / "facts.yaml"
    facts.write_text("insured.name: 张悦\ninsured.birth: 1990-01-31\nsi.settled: false\n", "utf-8")
    sent(claims, fake, papers, "--facts", str(facts))
    assert b'"insured.birth":"1990-01-31"' in fake.asked[0][3] and b'"si.settled":false' in fake.asked[0][3]


def test_a_claim_that_is_kept_open_has_no_message(claims: Claims, fake: FakeServer, papers: Path) -> None:
    ran = sent(claims, fake, papers, "--keep")
    assert (ran.status, ran.out) == (0, f"Page:  {fake.url}/u/token\n")
    assert not [path for _, path, _, _ in fake.asked if path.endswith("finish")]


def test_a_busy_server_is_asked_again_with_the_same_key(claims: Claims, fake: FakeServer, papers: Path) -> None:
    fake.first = [
        problem(503, "store_unavailable", "The database is busy."),
        problem(429, "too_many_requests", ""),
    ]
    assert sent(claims, fake, papers).status == 0
    opened = [headers["idempotency-key"] for _, path, headers, _ in fake.asked if path == "/v1/claims"]
    assert len(opened) == 3 and len(set(opened)) == 1


def test_what_the_server_refuses_is_a_sentence(claims: Claims, fake: FakeServer, papers: Path) -> None:
    faults = [{"field": "claim_type", "message": "There is no claim type 'x'"}]
    fake.first = [problem(422, "invalid_request", "The request is wrong.", errors=faults)]
    ran = sent(claims, fake, papers)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "claims: The request is wrong. claim_type: There is no claim type 'x'. Mend it.\n"


def test_another_kind_of_server_is_told_apart(claims: Claims, fake: FakeServer, papers: Path) -> None:
    fake.first = [(200, b"<html>hello</html>")]
    ran = sent(claims, fake, papers)
    assert ran.status == 1 and "Check --url" in ran.err and "hello" not in ran.err


def test_a_server_that_is_away_is_said(claims: Claims, papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    ran = claims("send", papers, "--claim-type", "x", "--url", "http://127.0.0.1:1", "--key", "ck_secret")
    assert ran.status == 1 and "cannot be reached" in ran.err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--url", "127.0.0.1:8080", "--key", "ck_x"], 2, "is no address of a server"),
        (["--key", "密钥"], 2, "This is no API key"),
        ([], 2, "CLAIMS_KEY"),
    ],
)
def test_wrong_usage_is_said(
    claims: Claims, papers: Path, arguments: list[str], status: int, said: str
) -> None:
    ran = claims("send", papers, "--claim-type", "outpatient_medical", *arguments)
    assert ran.status == status and said in ran.err


def test_a_folder_without_papers_is_said(claims: Claims, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        ran = claims("send", folder, "--claim-type", "outpatient_medical", "--key", "ck_x")
        assert ran.status == 1 and "There are no papers" in ran.err
