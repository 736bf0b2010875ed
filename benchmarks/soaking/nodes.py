"""A Ray cluster of several nodes on this machine, for tests that kill them: dead nodes are replaced, and so is a dead head.

    python -m soaking.nodes FOLDER --nodes 2

The address stands in the file ``address`` of the folder while the head is up. It ends with its last process when it is ended.
"""

import argparse
import os
import time
from pathlib import Path

STORE_BYTES = 80 << 20


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--nodes", type=int, default=2)
    options = arguments.parse_args()
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - an extra, after its settings

    cluster = Cluster()
    for cpus in (0, *[1] * options.nodes):
        cluster.add_node(num_cpus=cpus, include_dashboard=False, object_store_memory=STORE_BYTES)
    (options.folder / "address").write_text(cluster.address, "utf-8")
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(0.5)
        if _is_dead(cluster.head_node):
            _end_at_once(cluster)
        for node in list(cluster.worker_nodes):
            if _is_dead(node):
                cluster.remove_node(node, allow_graceful=False)
                cluster.add_node(num_cpus=1, include_dashboard=False, object_store_memory=STORE_BYTES)


def _end_at_once(cluster) -> None:  # noqa: ANN001 - Ray's own
    """End without Ray's farewells: they wait for the head, which is gone."""
    for node in (cluster.head_node, *cluster.worker_nodes):
        node.kill_all_processes(check_alive=False, allow_graceful=False)
    os._exit(1)


def _is_dead(node) -> bool:  # noqa: ANN001 - Ray's own
    return any(process.process.poll() is not None for kind in node.all_processes.values() for process in kind)


if __name__ == "__main__":
    main()
