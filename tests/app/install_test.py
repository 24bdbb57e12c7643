#!/usr/bin/env python3
"""The installed program finds its model and knowledge by itself, wherever it was put.

usage: install_test.py CMAKE BUILD_FOLDER
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main(cmake, build):
    with tempfile.TemporaryDirectory() as prefix:
        subprocess.run([cmake, "--install", build, "--prefix", prefix], check=True, stdout=subprocess.DEVNULL)
        moved = pathlib.Path(prefix) / "moved"
        moved.mkdir()
        for part in ("bin", "share"):
            (pathlib.Path(prefix) / part).rename(moved / part)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("ATTACHE_")}
        run = subprocess.run([moved / "bin/attache", "code", ROOT / "examples/niger"], capture_output=True, text=True, cwd=prefix,
                             env=environment)
        if run.returncode != 0:
            return f"the installed program: exit {run.returncode}: {run.stderr}"
        claims = sum(len(json.loads(line)["claims"]) for line in run.stdout.splitlines())
        return None if claims > 5 else f"the installed program found {claims} claims in examples/niger"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
