"""Passwords, tries, names, links, scopes: pure decisions."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from headway.core import crypto
from headway.identity.rules import letters, links, names, passwords, scopes, tries

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize("password", ["correct horse battery staple", "Goal-getter-2026", "x" * 6 + "7Kd!pq Zr"])
def test_a_long_or_unusual_password_is_good_enough(password: str) -> None:
    assert passwords.weakness(password) is None


@pytest.mark.parametrize("password", ["password1", "qwertzuiop", "headway2026", "aaaaaaaaaaaaaaaa", "12345678"])
def test_a_guessable_password_is_refused_with_advice(password: str) -> None:
    weakness = passwords.weakness(password)
    assert weakness is not None
    assert weakness.startswith("This password is easy to guess.")
    assert len(weakness) > len("This password is easy to guess. ")


def test_length_has_two_ends() -> None:
    assert "at least 8" in (passwords.weakness("Kd!pq7") or "")
    assert "at most 200" in (passwords.weakness("Kd!pq7 " * 30) or "")


def test_a_password_made_of_ones_own_name_is_refused_although_a_stranger_may_use_it() -> None:
    assert passwords.weakness("wilhelmina-quast") is None
    assert passwords.weakness("wilhelmina-quast", known=["Wilhelmina Quast", "w.quast@example.test"]) is not None


def test_tries_are_counted_per_account_and_per_network() -> None:
    one, two = (tries.sign_in_limits(email, "192.0.2.7") for email in ("Mia@Example.test", "mia@example.test"))
    assert one == two
    assert [limit.most for limit in one] == [10, 30]
    assert "mia" not in one[0].key


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("testclient", "unknown"),
    ],
)
def test_an_ipv6_household_counts_as_one(address: str, network: str) -> None:
    assert tries.network_of(address) == network


def test_the_wait_ends_when_the_oldest_try_leaves_the_window() -> None:
    assert tries.wait_seconds(NOW - timedelta(minutes=14), NOW) == 60
    assert tries.wait_seconds(NOW - timedelta(minutes=15), NOW) == 1


@pytest.mark.parametrize(
    ("typed", "email"),
    [
        ("  Mia@Example.TEST ", "Mia@example.test"),
        ("root@localhost", "root@localhost"),
        ("mia", None),
        ("@example.test", None),
        ("mia@", None),
        ("mia@.test", None),
        ("mia@exa..mple", None),
        ("mia muster@example.test", None),
        ("a@b@c", None),
        ("mia\n@example.test", None),
        ("mia@example.test\nBcc: x@y.z", None),
        ("<mia@example.test>", None),
        ("m" * 250 + "@example.test", None),
    ],
)
def test_an_email_address_is_cleaned_or_refused(typed: str, email: str | None) -> None:
    assert names.clean_email(typed) == email


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Mia   Muster ", "Mia Muster"),
        ("", None),
        ("   ", None),
        ("x" * 121, None),
        ("Mia\u0000", None),
        ("a\u202eb", None),
    ],
)
def test_a_name_has_single_blanks_and_nothing_invisible(typed: str, name: str | None) -> None:
    assert names.clean_name(typed) == name


def test_a_link_hides_its_secret_in_the_fragment() -> None:
    assert links.path_of("invitation", "s3cret") == "/invitation#s3cret"
    assert links.address_of("https://goals.example.org/", "/reset#x") == "https://goals.example.org/reset#x"


@pytest.mark.parametrize(
    ("public", "host", "base"),
    [
        ("https://goals.example.org/", "0.0.0.0", "https://goals.example.org"),  # noqa: S104 - the setting's text
        ("", "0.0.0.0", "http://127.0.0.1:8080"),  # noqa: S104 - as above
        ("", "::1", "http://[::1]:8080"),
    ],
)
def test_the_base_of_links_comes_from_settings_only(public: str, host: str, base: str) -> None:
    assert links.base_of(public, host, 8080) == base


def test_unknown_scopes_are_named() -> None:
    assert scopes.unknown_scopes(["goals:read", "goals:burn", "all"]) == ["goals:burn", "all"]
    assert all(description.endswith(".") for description in scopes.SCOPES.values())


def test_a_letter_says_the_same_twice_and_escapes_names() -> None:
    letter = letters.password_reset("Mia <script>", "https://x.test/reset#a&b")
    assert "https://x.test/reset#a&b" in letter.text
    assert "Mia <script>" in letter.text
    assert "<script>" not in letter.html
    assert 'href="https://x.test/reset#a&amp;b"' in letter.html


async def test_a_password_hash_is_argon2id_and_fits_only_its_password() -> None:
    kept = await crypto.hash_password("correct horse battery staple")
    assert kept.startswith("$argon2id$")
    assert await crypto.verify_password(kept, "correct horse battery staple")
    assert not await crypto.verify_password(kept, "correct horse battery stapl")
    assert not await crypto.verify_password(None, "")
    assert not crypto.is_outdated(kept)


def test_the_hash_for_nobody_costs_as_much_as_a_real_one() -> None:
    assert not crypto.is_outdated(crypto._NOBODY)


async def test_a_hash_with_weaker_parameters_is_outdated_but_still_fits() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("old but true")
    assert crypto.is_outdated(weak)
    assert await crypto.verify_password(weak, "old but true")
