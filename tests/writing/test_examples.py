"""The reading of sentences against labels given by people, on lines whose licence lets us keep them."""

import pytest

from tests.writing.examples import labelled, rates


@pytest.mark.parametrize("file", ["examples.jsonl", "own.jsonl"])
def test_key_results_are_read_as_people_read_them(file: str) -> None:
    found = rates(labelled(file, "key_result"))
    assert found.lines > 80
    assert found.outcome >= 0.85
    assert found.measurable >= 0.85
    assert found.vague_f1 >= 0.60
    assert found.target_f1 >= 0.93
    assert found.kind >= 0.75


@pytest.mark.parametrize("file", ["examples.jsonl", "own.jsonl"])
def test_objectives_are_read_as_people_read_them(file: str) -> None:
    found = rates(labelled(file, "objective"))
    assert found.outcome >= 0.75
    assert found.measurable >= 0.80
    assert found.vague_f1 >= 0.60
