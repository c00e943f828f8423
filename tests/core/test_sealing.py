"""Sealed secrets: bound to a key and a place, and keys that change."""

import stat
from pathlib import Path

import pytest

from headway.core.sealing import CannotOpen, Keys
from headway.core.secret_keys import KEY_FILE, keys_in, new_key, parsed
from headway.core.settings import SettingError


def test_what_was_sealed_opens_in_its_place_only() -> None:
    keys = Keys(new_key())
    sealed = keys.seal(b"https://hooks", place="here")
    assert b"hooks" not in sealed.content
    assert keys.unseal(sealed, place="here") == b"https://hooks"
    with pytest.raises(CannotOpen):
        keys.unseal(sealed, place="there")
    with pytest.raises(CannotOpen):
        Keys(new_key()).unseal(sealed, place="here")


def test_a_new_key_seals_while_the_old_one_still_opens() -> None:
    old = new_key()
    sealed = Keys(old).seal(b"it", place="here")
    both = Keys(f"{new_key()}, {old}")
    assert both.unseal(sealed, place="here") == b"it"
    assert both.seal(b"it", place="here").key_id != sealed.key_id


def test_the_same_thing_sealed_twice_looks_different() -> None:
    keys = Keys(new_key())
    assert keys.seal(b"it", place="here").content != keys.seal(b"it", place="here").content


def test_an_installation_makes_its_key_once_and_for_nobody_else_to_read(tmp_path: Path) -> None:
    first = keys_in(tmp_path)
    assert keys_in(tmp_path) == first
    assert len(parsed(first)) == 1
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


@pytest.mark.parametrize("text", ["abc", "1:short", ":" + "A" * 43 + "=", "x" * 33 + ":" + "a" * 44])
def test_a_key_that_is_none_is_named(text: str) -> None:
    with pytest.raises(SettingError, match="HEADWAY_SECRET_KEYS"):
        parsed(text)
