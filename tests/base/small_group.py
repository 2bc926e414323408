"""A supervised group of small programs: ``python small_group.py HOME PORT [what is special]``."""

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

from shop.base.supervisor import group  # noqa: E402 - found only through the line above
from shop.base.supervisor.plan import Errand, Plan, Process, SetUp  # noqa: E402 - likewise
from shop.base.supervisor.run import run  # noqa: E402 - likewise

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('stubborn', flush=True); time.sleep(600)"
PARENT = (
    "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])"
)
SLEEPER = "import time; print('here I am', flush=True); time.sleep(600)"


def program(name: str, code: str) -> Process:
    return Process(name, (sys.executable, "-c", code))


def main(home: Path, port: int, special: str) -> int:
    group.STOP_SECONDS = 1.0
    web = Process("web", (sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"))
    others = {"stubborn": program("worker", STUBBORN), "parent": program("worker", PARENT)}
    log = home.parent / "set-up.txt"
    note = f"from pathlib import Path; Path({str(log)!r}).open('a').write"
    before = program(
        "setup", f"{note}('before ')" if special != "broken-set-up" else "raise SystemExit(3)"
    )
    plan = Plan(
        home=home,
        project=home.parent,
        host="127.0.0.1",
        port=port,
        web=web if special != "broken-web" else program("web", "raise SystemExit('cannot start')"),
        others=(others.get(special, program("worker", SLEEPER)),),
        set_up=SetUp(
            before,
            Errand("setup", (sys.executable, "-c", f"{note}('beside ')"), niceness=5),
            lambda: (
                (home.parent / "version").read_text() if (home.parent / "version").exists() else "1"
            ),
        ),
        embedded_postgresql=special == "embedded",
        embedded_valkey=special == "embedded",
        greeting=lambda: ["Welcome."],
    )
    return run(plan)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else ""))
