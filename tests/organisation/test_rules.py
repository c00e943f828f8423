"""Teams, names, roles: pure decisions."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.core.ctx import ROLES, Actor, Role
from headway.organisation import access
from headway.organisation.rules import letters, names, teams
from headway.organisation.schemas import MemberRow, TeamRow

A, B, C, D = (UUID(int=number) for number in range(1, 5))
CHAIN: dict[UUID, UUID | None] = {A: None, B: A, C: B, D: None}


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Vertrieb & Größe", "vertrieb-grosse"),
        ("  Élan/Vital ", "elan-vital"),
        ("日本", "team"),
        ("---", "team"),
        ("x" * 60, "x" * 40),
        ("a" * 39 + " b", "a" * 39),
    ],
)
def test_a_slug_is_short_and_plain(name: str, slug: str) -> None:
    assert names.slug_of(name, otherwise="team") == slug


@given(st.text(max_size=200))
def test_every_name_has_a_slug_the_database_takes(name: str) -> None:
    slug = names.numbered(names.slug_of(name, otherwise="team"), 12)
    assert 1 <= len(slug) <= 48
    assert slug.isascii()
    assert slug.replace("-", "a").isalnum()
    assert slug == slug.lower().strip("-")


@pytest.mark.parametrize(("text", "fits"), [("HW", True), ("A1", True), ("H", False), ("hw", False), ("1A", False)])
def test_a_key_prefix_is_two_to_ten_capitals(text: str, fits: bool) -> None:
    assert names.is_key_prefix(text) is fits


def test_search_words_are_no_patterns() -> None:
    assert names.like_pattern(" 100%_a\\b ") == "%100\\%\\_a\\\\b%"


def test_a_move_below_itself_names_the_circle() -> None:
    assert teams.cycle_of_move(CHAIN, A, C) == [A, B, C, A]
    assert teams.cycle_of_move(CHAIN, A, A) == [A, A]
    assert teams.cycle_of_move(CHAIN, C, A) is None
    assert teams.cycle_of_move(CHAIN, A, None) is None
    assert teams.cycle_of_move(CHAIN, A, D) is None


def test_depth_counts_what_moves_along() -> None:
    assert teams.depth_after_move(CHAIN, A, None) == 3
    assert teams.depth_after_move(CHAIN, A, D) == 4
    assert teams.depth_after_move(CHAIN, D, C) == 4


def test_leading_a_team_reaches_what_is_below_it_only() -> None:
    assert teams.led_below(CHAIN, [A]) == {B, C}
    assert teams.led_below(CHAIN, [B]) == {C}
    assert teams.led_below(CHAIN, [C, D]) == set()


@given(
    st.dictionaries(st.integers(0, 12), st.none() | st.integers(0, 12), max_size=13),
    st.integers(0, 12),
    st.integers(0, 12),
)
def test_a_move_that_is_allowed_never_closes_a_circle(edges: dict[int, int | None], team: int, target: int) -> None:
    parents: dict[UUID, UUID | None] = {
        UUID(int=child): UUID(int=parent) if parent is not None and parent < child else None
        for child, parent in edges.items()
    }
    parents.setdefault(UUID(int=team), None)
    parents.setdefault(UUID(int=target), None)
    moving, parent = UUID(int=team), UUID(int=target)
    if teams.cycle_of_move(parents, moving, parent) is None:
        parents[moving] = parent
        path = teams.path_up(parents, moving)
        assert parents.get(path[-1]) is None
    else:
        assert moving in teams.path_up(parents, parent)


def test_an_invitation_says_who_where_and_how_long() -> None:
    letter = letters.invitation(workspace="Nordwind", inviter="Mia", role="guest", link="https://x.test/invitation#s")
    assert "Mia invites you to Nordwind as a guest" in letter.text
    assert "https://x.test/invitation#s" in letter.text
    assert "once and for 14 days" in letter.text


def actor(role: Role, member: UUID | None = None) -> Actor:
    return Actor(account=uuid4(), member=member or uuid4(), role=role)


def person(role: Role) -> MemberRow:
    return MemberRow(
        id=uuid4(),
        account_id=uuid4(),
        name="P",
        email="",
        title="",
        role=role,
        sample=False,
        removed_at=None,
        version=1,
        sort_name="p",
    )


def team(*, led: bool = False, led_above: bool = False) -> TeamRow:
    return TeamRow(
        id=uuid4(),
        parent_id=None,
        name="T",
        slug="t",
        purpose="",
        sample=False,
        archived_at=datetime(2026, 1, 1, tzinfo=UTC),
        version=1,
        people=0,
        led=led,
        led_above=led_above,
    )


def test_who_may_invite_whom() -> None:
    allowed = {role: [wanted for wanted in ROLES if access.can_invite(actor(role), wanted)] for role in ROLES}
    assert allowed == {
        "guest": [],
        "member": [],
        "admin": ["guest", "member", "admin"],
        "owner": ["guest", "member", "admin", "owner"],
    }


def test_who_may_change_whose_role_to_what() -> None:
    def changes(role: Role) -> set[tuple[Role, Role]]:
        return {(old, new) for old in ROLES for new in ROLES if access.can_change_role(actor(role), person(old), new)}

    below = {"guest", "member", "admin"}
    assert changes("guest") == changes("member") == set()
    assert changes("admin") == {(old, new) for old in below for new in below}
    assert changes("owner") == {(old, new) for old in ROLES for new in ROLES}


def test_anybody_may_leave_and_be_renamed_by_themselves() -> None:
    for role in ROLES:
        row = person(role)
        assert access.can_remove_member(actor(role, row.id), row)
        assert access.can_edit_member(actor(role, row.id), row)
    assert not access.can_remove_member(actor("member"), person("guest"))
    assert not access.can_remove_member(actor("admin"), person("owner"))
    assert access.can_remove_member(actor("admin"), person("admin"))


def test_leads_arrange_their_team_and_what_is_below_but_do_not_abolish_it() -> None:
    member, guest, admin = actor("member"), actor("guest"), actor("admin")
    assert [access.can_edit_team(member, each) for each in (team(), team(led=True), team(led_above=True))] == [
        False,
        True,
        True,
    ]
    assert [access.can_move_team(member, each) for each in (team(), team(led=True), team(led_above=True))] == [
        False,
        False,
        True,
    ]
    assert not access.can_edit_team(guest, team(led=True, led_above=True))
    assert not access.can_move_team(guest, team(led=True, led_above=True))
    assert access.can_move_team(admin, team())
    assert access.can_create_team(member, leads_parent=True)
    assert not access.can_create_team(guest, leads_parent=True)


def test_guests_share_nothing_and_members_what_its_room_lets_them() -> None:
    assert not access.can_share(actor("guest"), may_share=True)
    assert access.can_share(actor("member"), may_share=True)
    assert not access.can_share(actor("member"), may_share=False)
    assert not access.can_share(actor("admin"), may_share=False)


def test_a_token_cannot_delete_a_workspace() -> None:
    assert access.can_delete_workspace(actor("owner"))
    assert not access.can_delete_workspace(Actor(kind="token", role="owner"))
    assert not access.can_delete_workspace(actor("admin"))
