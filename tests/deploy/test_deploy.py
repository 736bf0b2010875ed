"""deploy/ agrees with itself and with the service. What linters and schemas of others say of it: scripts/check_deploy."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
import yaml

from afterburner.cli.app import app
from afterburner.core.execution import Program
from afterburner.core.problem import Solution, Test
from afterburner.service.client import Client, Task
from afterburner.service.config import ServiceConfig
from tests.service.conftest import Running, running

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
BOARD = json.loads((DEPLOY / "grafana/dashboards/afterburner.json").read_text("utf-8"))
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
SERVICE = list(yaml.safe_load_all((DEPLOY / "kubernetes/base/service.yaml").read_text("utf-8")))
RAY = list(yaml.safe_load_all((DEPLOY / "kubernetes/ray.yaml").read_text("utf-8")))
ALERTS = yaml.safe_load((DEPLOY / "prometheus/alerts.yml").read_text("utf-8"))
PROMETHEUS = yaml.safe_load((DEPLOY / "prometheus/prometheus.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def exposed() -> Iterator[dict[str, set[str]]]:
    """What a service says at /metrics after a run, a judgement and a request that failed: labels by name."""
    with running(ServiceConfig(workers=1)) as server:
        with Client(server.url) as client:
            client.execute(Program(source=b"print(1)"))
            client.judge(Solution(code="print(1)"), Task(tests=[Test(name="1", input=b"", expected=b"1\n")]))
        yield _series(server)


def _series(server: Running) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in server.http.get("/metrics").text.splitlines():
        name = re.match(r"([a-z_]+)(?:\{(.*)\})? ", line)
        if name is not None and not line.startswith("#"):
            found.setdefault(name[1], set()).update(re.findall(r"(\w+)=", name[2] or ""))
    return found


def _queries() -> list[str]:
    variables = [variable["query"]["query"] for variable in BOARD["templating"]["list"]]
    panels = [target["expr"] for panel in BOARD["panels"] for target in panel["targets"]]
    alerts = [rule["expr"] for group in ALERTS["groups"] for rule in group["rules"]]
    return [*variables, *panels, *alerts]


@pytest.mark.parametrize("query", _queries())
def test_every_number_that_is_drawn_or_watched_is_one_that_the_service_tells(
    query: str, exposed: dict[str, set[str]]
) -> None:
    names = re.findall(r"\bafterburner_\w+", query)
    assert names or query.startswith("up{")
    for name in names:
        assert name in exposed
    known = {"instance", "job", "le"}.union(*(exposed[name] for name in names))
    by = [word.strip() for words in re.findall(r"\bby \(([^)]*)\)", query) for word in words.split(",")]
    matched = re.findall(r"(\w+)(?==~?\")", query)
    assert {*by, *matched} <= known


def test_every_number_of_the_service_is_on_the_dashboard(exposed: dict[str, set[str]]) -> None:
    drawn = set(re.findall(r"\bafterburner_\w+", " ".join(_queries())))
    told = {name for name in exposed if not name.endswith(("_created", "_sum", "_count"))}
    assert told == drawn


def test_the_dashboard_finds_its_source_and_its_panels_do_not_lie_on_each_other() -> None:
    sources = yaml.safe_load((DEPLOY / "grafana/provisioning/datasources/prometheus.yml").read_text("utf-8"))
    known = {source["uid"] for source in sources["datasources"]}
    asked = {target["datasource"]["uid"] for panel in BOARD["panels"] for target in panel["targets"]}
    assert asked == known
    assert len({panel["id"] for panel in BOARD["panels"]}) == len(BOARD["panels"])
    cells = [cell for panel in BOARD["panels"] for cell in _cells(**panel["gridPos"])]
    assert len(set(cells)) == len(cells)
    assert max(x for x, _y in cells) < 24


def _cells(x: int, y: int, w: int, h: int) -> Iterator[tuple[int, int]]:
    return ((column, row) for column in range(x, x + w) for row in range(y, y + h))


def test_the_boards_folder_is_the_one_that_is_provided() -> None:
    provided = yaml.safe_load((DEPLOY / "grafana/provisioning/dashboards/afterburner.yml").read_text("utf-8"))
    mounted = [volume.split(":")[1] for volume in COMPOSE["services"]["grafana"]["volumes"]]
    assert provided["providers"][0]["options"]["path"] in mounted


def test_prometheus_asks_the_service_with_its_token() -> None:
    job = PROMETHEUS["scrape_configs"][0]
    assert job["static_configs"][0]["targets"] == ["afterburner:8000"]
    assert "afterburner" in COMPOSE["services"]
    secret = Path(job["authorization"]["credentials_file"]).name
    assert secret in COMPOSE["services"]["prometheus"]["secrets"]
    assert COMPOSE["secrets"][secret] == {"environment": "AFTERBURNER_TOKEN"}


def _containers() -> dict[str, dict]:
    ray = next(one for one in RAY if one["kind"] == "RayCluster")["spec"]
    groups = [ray["headGroupSpec"], *ray["workerGroupSpecs"]]
    pods = [SERVICE[0]["spec"]["template"]["spec"], *(group["template"]["spec"] for group in groups)]
    return {container["name"]: {**container, "pod": pod} for pod in pods for container in pod["containers"]}


def _commands() -> dict[str, list[str]]:
    stated = {name: one["args"] for name, one in _containers().items() if "args" in one}
    image = re.search(r"^CMD (\[\"serve.*\])$", DOCKERFILE, re.MULTILINE)
    assert image is not None
    return {"compose": COMPOSE["services"]["afterburner"]["command"], "image": json.loads(image[1]), **stated}


@pytest.mark.parametrize(("where", "command"), _commands().items(), ids=list(_commands()))
def test_every_command_is_one_that_the_service_knows(where: str, command: list[str]) -> None:
    assert command[0] == "serve"
    serve = typer.main.get_command(app).commands["serve"]
    known = {option for parameter in serve.params for option in parameter.opts}
    assert {word for word in command if word.startswith("-")} <= known, where
    assert command[command.index("--host") + 1] == "0.0.0.0"  # noqa: S104 - in a container of its own


def _grace_s(command: list[str]) -> float:
    return float(command[command.index("--grace") + 1])


def test_whoever_ends_the_service_gives_it_the_time_that_it_may_take() -> None:
    assert float(COMPOSE["services"]["afterburner"]["stop_grace_period"].rstrip("s")) > _grace_s(_commands()["compose"])
    for name, container in _containers().items():
        if name in _commands():
            wait_s = container.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
            assert container["pod"]["terminationGracePeriodSeconds"] > _grace_s(_commands()[name]) + wait_s


@pytest.mark.parametrize("name", list(_containers()))
def test_containers_run_without_privileges(name: str) -> None:
    container = _containers()[name]
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert container["securityContext"]["allowPrivilegeEscalation"] is False
    assert container["pod"]["securityContext"]["runAsNonRoot"] is True
    user = container["pod"]["securityContext"]["runAsUser"]
    assert f"USER {user}:{user}" in DOCKERFILE
    assert container["resources"]["requests"] == container["resources"]["limits"]


def test_probes_ask_the_route_that_says_whether_work_is_taken() -> None:
    asked = [container[probe] for container in _containers().values() for probe in container if probe.endswith("Probe")]
    paths = {probe["httpGet"]["path"] for probe in asked if "httpGet" in probe}
    assert paths == {"/healthz"}
    assert "http://127.0.0.1:8000/healthz" in DOCKERFILE


def test_the_image_has_every_toolchain_that_the_tests_need() -> None:
    needed = re.findall(r"^need (\S+)", (ROOT / "scripts/system_packages").read_text("utf-8"), re.MULTILINE)
    installed = shlex.split(DOCKERFILE.partition("--no-install-recommends")[2].partition("&&")[0].replace("\\\n", " "))
    assert set(needed) <= set(installed)


def test_images_are_pinned() -> None:
    base = re.search(r"^ARG BASE=(\S+)$", DOCKERFILE, re.MULTILINE)
    assert base is not None
    others = [service["image"] for name, service in COMPOSE["services"].items() if "build" not in service]
    stated = [container["image"] for container in _containers().values()]
    for image in (base[1], *others, *stated):
        assert re.search(r":v?\d+\.\d+", image), image


def test_ray_and_the_image_of_its_cluster_have_one_version() -> None:
    cluster = next(one for one in RAY if one["kind"] == "RayCluster")
    pinned = re.search(r"^ray==(\S+)$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
    assert pinned is None or cluster["spec"]["rayVersion"] == pinned[1]
