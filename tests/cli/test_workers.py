"""``--workers``: one way to say where programs run, and what is said where that can't be had."""

import importlib.util

import pytest

from afterburner.cli.workers import Local, OnCluster, opened_workers, parse_workers
from afterburner.core.errors import UsageError

GOOD = {
    None: Local(),
    "1": Local(count=1),
    "256": Local(count=256),
    "ray": OnCluster(),
    "ray?most=4": OnCluster(most=4),
    "ray://head:10001": OnCluster(address="ray://head:10001"),
    "ray://head": OnCluster(address="ray://head"),
    "ray://[::1]:10001?host-class=ab12&most=8": OnCluster(address="ray://[::1]:10001", host_class="ab12", most=8),
}
BAD = ["0", "-1", "257", "1.5", "two", "", "Ray", "rays", "ray:", "ray://", "ray://:10001", "ray://head:port"]
BAD += ["ray://head:99999", "ray?most=0", "ray?most=x", "ray?host-class=", "ray?nodes=2", "http://head:1"]


@pytest.mark.parametrize(("text", "meant"), GOOD.items())
def test_what_is_meant(text, meant):
    assert parse_workers(text) == meant


@pytest.mark.parametrize("text", BAD)
def test_what_is_not_known_is_refused_with_a_hint(text):
    with pytest.raises(UsageError) as refused:
        parse_workers(text)
    assert refused.value.hint


def test_without_ray_it_is_said_how_to_get_it(monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ray" else found(name))
    with pytest.raises(UsageError, match="need Ray") as refused:
        opened_workers("ray://127.0.0.1:1")
    assert refused.value.hint == "pip install 'afterburner[ray]'"


def test_a_cluster_that_is_not_there_is_said_at_once(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: True)
    with pytest.raises(UsageError, match=r"ray://127\.0\.0\.1:1 can't be reached") as refused:
        opened_workers("ray://127.0.0.1:1")
    assert "ray start --head" in refused.value.hint
