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
        taking = [(member, self._share(request.most, at)) for at, member in enumerate(self._members)]
        sources = [
            member.propose(
                replace(request, most=most, earlier=tuple(self._share(other, at) for other in request.earlier))
            )
            for at, (member, most) in enumerate(taking)
            if most
        ]
        with closing(together(sources)) as proposals:
            for number, proposal in proposals:
                yield replace(proposal, origin=proposal.origin or taking[number][0].name)

    def _share(self, most: int, at: int) -> int:
        """Return how many of ``most`` proposals member ``at`` makes."""
        share, rest = divmod(most, len(self._members))
        return share + (at < rest)
