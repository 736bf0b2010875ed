"""Several policies in one round: who is asked for how much, whose a proposal is, and how it ends."""

import threading
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core.errors import UsageError
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Solution
from afterburner.policy.mix import MixPolicy
from afterburner.policy.port import Lost, Proposal, Request
from afterburner.policy.together import together

REQUEST = Request(
    problem=Problem(id="p", title="", statement="", tests=()), seed=None, objective=Objective.TIME, most=4
)
quick = settings(max_examples=40, deadline=None)


@dataclass
class Fake:
    """Proposes its name over and over: as often as it is asked to, or as it can."""

    name: str
    is_free: bool = True
    can: int = 99
    origin: str = ""
    asked: list = field(default_factory=list)

    def propose(self, request):
        self.asked.append(request)
        for _ in range(min(self.can, request.most)):
            yield Proposal(solution=Solution(code=self.name), origin=self.origin)


@dataclass
class Source:
    """Counts without an end, and says when it was closed."""

    closed: threading.Event = field(default_factory=threading.Event)

    def items(self):
        try:
            yield from iter(int, 1)
        finally:
            self.closed.set()


def failing():
    yield Proposal(solution=Solution(code=""))
    raise UsageError("no such model")


def proposed(members, most):
    return list(MixPolicy(members).propose(replace(REQUEST, most=most)))


@quick
@given(st.integers(min_value=2, max_value=5), st.integers(min_value=1, max_value=20))
def test_a_round_is_shared_evenly_and_the_first_get_what_is_left_over(count, most):
    members = [Fake(str(number)) for number in range(count)]
    proposed(members, most)
    shares = [sum(request.most for request in member.asked) for member in members]
    assert sum(shares) == most
    assert shares == sorted(shares, reverse=True)
    assert max(shares) - min(shares) <= 1


def test_a_member_without_a_share_is_not_asked():
    members = [Fake("a"), Fake("b"), Fake("c")]
    proposed(members, 2)
    assert [len(member.asked) for member in members] == [1, 1, 0]


def test_members_are_asked_the_same_but_for_how_many():
    member = Fake("a")
    proposed([member, Fake("b")], 4)
    assert member.asked == [replace(REQUEST, most=2)]


@quick
@given(st.lists(st.integers(0, 4), min_size=2, max_size=4))
def test_all_that_is_proposed_comes_under_its_members_name(counts):
    members = [Fake(str(number), can=can) for number, can in enumerate(counts)]
    found = proposed(members, 4 * len(members))
    assert sorted(one.origin for one in found) == [str(number) for number, can in enumerate(counts) for _ in range(can)]
    assert all(one.origin == one.solution.code for one in found)


def test_an_origin_that_a_member_says_stands():
    assert {one.origin for one in proposed([Fake("a", origin="inner"), Fake("b")], 2)} == {"inner", "b"}


def test_what_a_member_lost_comes_under_its_name_too():
    class Losing(Fake):
        def propose(self, request):  # noqa: ARG002 - the port's signature
            yield Lost(reason="timeout", detail="")

    assert sorted(one.origin for one in proposed([Losing("a"), Fake("b")], 2)) == ["a", "b"]


def test_a_mix_is_named_after_its_members():
    assert MixPolicy([Fake("rules"), Fake("model")]).name == "mix:rules,model"


@pytest.mark.parametrize("free", [(True, True), (True, False), (False, False)])
def test_a_mix_is_free_where_all_members_are(free):
    assert MixPolicy([Fake(str(number), is_free=one) for number, one in enumerate(free)]).is_free is all(free)


def test_a_members_error_is_raised():
    class Failing(Fake):
        def propose(self, _request):
            return failing()

    with pytest.raises(UsageError, match="no such model"):
        proposed([Fake("a"), Failing("b")], 4)


@quick
@given(st.lists(st.lists(st.integers(), max_size=5), max_size=4))
def test_all_items_of_all_sources_come_each_sources_in_its_order(lists):
    found = list(together([iter(items) for items in lists]))
    assert [[item for at, item in found if at == number] for number in range(len(lists))] == lists


def test_sources_run_at_one_time():
    barrier = threading.Barrier(2, timeout=10)

    def waiting():
        yield barrier.wait()

    assert len(list(together([waiting(), waiting()]))) == 2


def test_a_source_alone_is_taken_from_lazily():
    taken = []

    def told():
        for number in range(3):
            taken.append(number)
            yield number

    items = together([told()])
    next(items)
    assert taken == [0]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_closing_early_closes_the_sources(count):
    sources = [Source() for _ in range(count)]
    generators = [source.items() for source in sources]  # held on to, so that nothing is closed by being forgotten
    items = together(generators)
    next(items)
    items.close()
    assert all(source.closed.wait(10) for source in sources)


def test_an_error_closes_the_other_sources():
    other = Source()
    with pytest.raises(UsageError, match="no such model"):
        list(together([other.items(), failing()]))
    assert other.closed.wait(10)


def test_closing_a_mix_early_closes_its_members():
    sources = [Source(), Source()]

    class Endless(Fake):
        def propose(self, _request):
            return (Proposal(solution=Solution(code="")) for _ in sources[int(self.name)].items())

    proposals = MixPolicy([Endless("0"), Endless("1")]).propose(REQUEST)
    next(proposals)
    proposals.close()
    assert all(source.closed.wait(10) for source in sources)


@quick
@given(st.lists(st.integers(1, 9), max_size=4), st.integers(1, 9))
def test_members_know_how_many_proposals_of_the_round_were_theirs_before(earlier, most):
    before = [Fake("a"), Fake("b")]
    for other in earlier:
        proposed(before, other)
    now = [Fake("a"), Fake("b")]
    list(MixPolicy(now).propose(replace(REQUEST, most=most, earlier=tuple(earlier))))
    for past, member in zip(before, now, strict=True):
        assert all(request.place == sum(one.most for one in past.asked) for request in member.asked)
