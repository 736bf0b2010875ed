"""The policy ``mix``: several policies share a round, and work at one time.

MixPolicy([RulesPolicy(), ModelPolicy(model)])      8 proposals: 4 of each, as they come
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace

from afterburner.policy.port import Lost, Policy, Proposal, Request
from afterburner.policy.together import together


class MixPolicy:
    """Implements ``policy.port.Policy`` with several others."""

    def __init__(self, members: Sequence[Policy]) -> None:
        """Share rounds between ``members``, two or more."""
        self._members = tuple(members)

    @property
    def name(self) -> str:
        """The members' names."""
        return f"mix:{','.join(member.name for member in self._members)}"

    @property
    def is_free(self) -> bool:
        """Whether all members' proposals cost nothing."""
        return all(member.is_free for member in self._members)

    def propose(self, request: Request) -> Iterator[Proposal | Lost]:
        """Yield the members' proposals as they come, each under its member's name; the first get what can't be shared."""
        share, rest = divmod(request.most, len(self._members))
        shares = [share + (number < rest) for number in range(len(self._members))]
        taking = [(member, most) for member, most in zip(self._members, shares, strict=True) if most]
        sources = [member.propose(replace(request, most=most)) for member, most in taking]
        with closing(together(sources)) as proposals:
            for number, proposal in proposals:
                yield replace(proposal, origin=proposal.origin or taking[number][0].name)
