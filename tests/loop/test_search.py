"""From which programs a round starts: laws over any history of attempts."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core.measurement import Measurement
from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict
from afterburner.loop.search import MIGRATION, SEARCHES, WIDTH, Standing, Strategy, niche, population, ranked
from afterburner.loop.select import best, to_repair
from tests.strategies import attempt_of, attempts, certain, compared, positive

quick = settings(max_examples=60, deadline=None)
strategies = st.sampled_from(Strategy)
samples = st.integers(min_value=1, max_value=20)


def standing_of(history, **fields):
    return Standing(**{"attempts": history, "quantity": Quantity.CPU_S, "round": 1, **fields})


@st.composite
def standings(draw):
    """Runs of several rounds, with what costs several powers of two more or less, cold starts among them."""
    history = draw(attempts()) if draw(st.booleans()) else []
    history = history if draw(st.booleans()) else history[1:]
    placed = [
        replace(attempt, round=draw(st.integers(1, 9)) if attempt.round else 0, judgement=with_peak(draw, attempt))
        for attempt in history
    ]
    fields = {"round": draw(st.integers(1, 20)), "islands": draw(st.integers(1, 4)), "seed": draw(st.integers(0, 9))}
    return standing_of(placed, **fields)


def with_peak(draw, attempt):
    seen = attempt.judgement.measurement
    if seen is None or draw(st.booleans()):
        return attempt.judgement
    quantities = {**seen.quantities, Quantity.PEAK_BYTES: certain(draw(positive))}
    return replace(attempt.judgement, measurement=Measurement(quantities=quantities, repeats=1))


def parents(draws):
    return [None if draw.parent is None else draw.parent.id for draw in draws]


@quick
@given(strategies, standings(), samples)
def test_draws_add_up_to_the_samples(strategy, standing, most):
    draws = SEARCHES[strategy](standing, most)
    assert sum(draw.most for draw in draws) == most
    assert all(draw.most >= 1 for draw in draws)


@quick
@given(strategies, standings(), samples)
def test_each_parent_is_there_once(strategy, standing, most):
    found = parents(SEARCHES[strategy](standing, most))
    assert len(set(found)) == len(found)


@quick
@given(standings(), samples)
def test_greedy_starts_from_the_best_alone(standing, most):
    chosen = best(standing.attempts) or to_repair(standing.attempts)
    assert parents(SEARCHES[Strategy.GREEDY](standing, most)) == [None if chosen is None else chosen.id]


@quick
@given(attempts(), samples)
def test_best_of_n_starts_from_the_given_program_alone(history, most):
    assert parents(SEARCHES[Strategy.BEST_OF_N](standing_of(history), most)) == ["0"]


@quick
@given(attempts(least=2), samples)
def test_best_of_n_starts_from_nothing_where_nothing_was_given(history, most):
    assert parents(SEARCHES[Strategy.BEST_OF_N](standing_of(history[1:]), most)) == [None]


@quick
@given(standings(), samples)
def test_a_beam_holds_the_best_first_and_is_never_wider_than_its_width(standing, most):
    draws = SEARCHES[Strategy.BEAM](standing, most)
    assert parents(draws)[:1] == parents(SEARCHES[Strategy.GREEDY](standing, most))
    assert len(draws) <= WIDTH


@quick
@given(standings())
def test_a_beam_holds_what_costs_least_beside_the_best(standing):
    first, *others = parents(SEARCHES[Strategy.BEAM](standing, WIDTH))
    cheapest = [attempt.id for attempt in ranked(standing.attempts, standing.quantity) if attempt.id != first]
    assert others == cheapest[: WIDTH - 1]


def test_a_beam_passes_over_the_same_program():
    history = [attempt_of(0), attempt_of(1, cpu_s=0.9), attempt_of(2, cpu_s=0.9, twin="1")]
    assert parents(SEARCHES[Strategy.BEAM](standing_of(history), 8)) == ["0", "1"]


@quick
@given(standings(), samples)
def test_evolve_chooses_the_same_for_the_same_seed_and_round(standing, most):
    first, again = (SEARCHES[Strategy.EVOLVE](replace(standing), most) for _ in range(2))
    assert first == again


def test_evolve_chooses_others_for_another_seed_or_round():
    history = [attempt_of(number, cpu_s=2.0**-number) for number in range(8)]

    def chosen(**fields):
        return {tuple(parents(SEARCHES[Strategy.EVOLVE](standing_of(history, **fields), 3)))}

    assert len(set.union(*(chosen(seed=seed) for seed in range(10)))) > 1
    assert len(set.union(*(chosen(round=number) for number in range(1, 11)))) > 1


@quick
@given(standings(), samples)
def test_parents_are_elites(standing, most):
    elites = [attempt.id for attempt in population(standing)]
    chosen = parents(SEARCHES[Strategy.EVOLVE](standing, most))
    assert set(chosen) <= set(elites or parents(SEARCHES[Strategy.GREEDY](standing, most)))


@quick
@given(standings())
def test_a_niche_has_one_elite(standing):
    niches = [niche(attempt) for attempt in population(standing)]
    assert len(set(niches)) == len(niches)


@quick
@given(standings())
def test_an_elite_is_the_cheapest_of_its_niche(standing):
    alone = replace(standing, islands=1)
    elites = {niche(attempt): attempt.id for attempt in population(alone)}
    cheapest = {niche(attempt): attempt.id for attempt in reversed(ranked(alone.attempts, alone.quantity))}
    assert all(cheapest[place] == elite for place, elite in elites.items())


@st.composite
def turns(draw, of_a_migration):
    """Standings of islands, at migrations or at all other rounds."""
    standing = draw(standings())
    turn = draw(st.integers(0, 8).map(lambda number: number + number // MIGRATION))  # all that are no migration's
    turn = turn // (MIGRATION + 1) * (MIGRATION + 1) + MIGRATION if of_a_migration else turn
    return replace(standing, round=turn * standing.islands + draw(st.integers(1, standing.islands)))


@quick
@given(turns(of_a_migration=False))
def test_an_island_sees_its_own_rounds_and_the_given_program_alone(standing):
    rounds = {attempt.round for attempt in population(standing)} - {0}
    assert all((standing.round - number) % standing.islands == 0 for number in rounds)


@quick
@given(turns(of_a_migration=True))
def test_at_a_migration_an_island_sees_everybody(standing):
    assert population(standing) == population(replace(standing, islands=1))


def test_every_island_has_a_migration_after_so_many_rounds_of_its_own():
    foreign = attempt_of(1, cpu_s=0.1, round=2)
    seen = [
        number
        for number in range(1, 17, 2)  # those of the first island
        if foreign in population(standing_of([attempt_of(0), foreign], round=number, islands=2))
    ]
    assert seen == [7, 15]


@quick
@given(strategies.filter(lambda strategy: strategy is not Strategy.BEST_OF_N), samples)
def test_while_nothing_is_accepted_the_program_that_passes_most_is_repaired(strategy, most):
    history = [attempt_of(number, verdict=Verdict.WRONG_ANSWER, code="x") for number in range(3)]
    history[1] = replace(history[1], judgement=replace(history[1].judgement, passed=1, total=2))
    assert parents(SEARCHES[strategy](standing_of(history), most)) == ["1"]


@quick
@given(strategies, samples)
def test_where_there_is_nothing_at_all_a_round_starts_from_nothing(strategy, most):
    assert parents(SEARCHES[strategy](standing_of([]), most)) == [None]


def test_what_won_its_duel_comes_before_what_looked_quicker():
    won = attempt_of(1, cpu_s=0.5, duel=compared(2.0), rival="0", improved=True)
    looks_quick = attempt_of(2, cpu_s=0.01)
    found = parents(SEARCHES[Strategy.BEAM](standing_of([attempt_of(0), won, looks_quick]), 8))
    assert found == ["1", "2", "0"]
