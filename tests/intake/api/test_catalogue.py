"""What can be read and what is asked, as the commands tell it too."""

import json

from typer.testing import CliRunner

from intake.cli.main import app
from tests.intake.api.house import House


def test_types_are_those_of_the_command(house: House) -> None:
    told = house.system().get("/v1/document-types").json()["document_types"]
    assert told == json.loads(CliRunner().invoke(app, ["types", "--json"]).stdout)


def test_lists_are_those_of_the_command(house: House) -> None:
    system = house.system()
    told = system.get("/v1/checklists").json()["claim_types"]
    assert told == json.loads(CliRunner().invoke(app, ["checklists", "--json"]).stdout)
    rows = system.get("/v1/checklists/outpatient_medical").json()
    assert rows["rows"] == json.loads(
        CliRunner().invoke(app, ["checklists", "outpatient_medical", "--json"]).stdout
    )
    assert rows["version"]


def test_a_list_that_is_not_there_says_which_are(house: House) -> None:
    system = house.system()
    for name, code in (("nothing", "usage"), ("home_property", "checklist_missing")):
        answer = system.get(f"/v1/checklists/{name}")
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert "outpatient_medical" in answer.json()["remedy"]
