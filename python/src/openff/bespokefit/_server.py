"""A server process of our own, which does not outlive this process."""

import atexit
import contextlib
import json
import os
import pathlib
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence

from openff.bespokefit import _program
from openff.bespokefit.exceptions import ExecutorStartError

_START_SECONDS = 120.0
_STOP_SECONDS = 30.0
_BEGAN = 'cut -d " " -f 22 "/proc/$0/stat" 2>/dev/null'
_WATCH = f'began=$({_BEGAN}); read -r _; [ "$began" = "$({_BEGAN})" ] && kill -TERM "$0"'


class Server:
    """The program's `executor launch` in a folder.

    It runs in a session of its own, so that Ctrl-C reaches only this process, which then ends it. A shell that waits
    for the end of a pipe ends it where this process dies without a word.
    """

    def __init__(self, directory: str | os.PathLike[str]) -> None:
        self.directory = pathlib.Path(directory).absolute()
        self.process: subprocess.Popen[bytes] | None = None
        self.port = 0
        self._watcher: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()

    @property
    def log(self) -> pathlib.Path:
        """The file that the server writes to."""
        return self.directory / "gateway.log"

    @property
    def is_running(self) -> bool:
        """Whether the process is there."""
        return self.process is not None and self.process.poll() is None

    def start(self, options: Sequence[str], port: int, environment: Mapping[str, str] | None = None) -> None:
        """Start, and wait until the server listens. Port 0 is any free one.

        Raises:
            ExecutorStartError: it does not start; with the reason.
        """
        program = _program.find()
        if port and (holder := port_holder(port)) is not None:
            raise ExecutorStartError(
                f"port {port} is taken by {holder}; end it, or choose another by BEFLOW_GATEWAY_PORT (0: a free one)"
            )
        self.directory.mkdir(parents=True, exist_ok=True)
        note = self.directory / "executor.json"
        offset = self.log.stat().st_size if self.log.exists() else 0
        command = [program, "executor", "launch", "--directory", str(self.directory), "--port", str(port), *options]
        atexit.register(self.stop)
        try:
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                    env={**os.environ, **(environment or {})},
                )
            self._watcher = subprocess.Popen(
                ["/bin/sh", "-c", _WATCH, str(self.process.pid)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._wait(note, offset)
        except BaseException:
            self.stop()
            raise

    def _wait(self, note: pathlib.Path, offset: int) -> None:
        assert self.process is not None
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end:
            with contextlib.suppress(OSError, ValueError):
                content = json.loads(note.read_text())
                if content["pid"] == self.process.pid:
                    self.port = content["port"]
                    return
            code = self.process.poll()
            if code is not None:
                raise ExecutorStartError(f"the executor ended with status {code}: {self._last_lines(offset)}")
            time.sleep(0.02)
        raise ExecutorStartError(f"the executor did not answer in {_START_SECONDS:.0f} s: {self._last_lines(offset)}")

    def _last_lines(self, offset: int) -> str:
        with self.log.open("rb") as log:
            log.seek(offset)
            lines = [line.strip() for line in log.read().decode(errors="replace").splitlines()]
        lines = [line for line in lines if line and not line.startswith("─")]
        return ("\n".join(lines[-5:]) or "it wrote nothing") + f"\n(the whole log: {self.log})"

    def stop(self) -> None:
        """End the process and all that it started; what is unfinished stays in the folder."""
        atexit.unregister(self.stop)
        if os.getpid() != self._owner:
            return  # a fork of the process that it belongs to
        process, self.process = self.process, None
        watcher, self._watcher = self._watcher, None
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            except BaseException:
                process.kill()
                process.wait()
                raise
        if watcher is not None:
            watcher.kill()
            watcher.wait()
            if watcher.stdin is not None:
                watcher.stdin.close()


def port_holder(port: int) -> str | None:
    """Who listens at a port of this machine; None where nobody does."""
    with contextlib.closing(socket.socket()) as probe:
        probe.settimeout(1)
        if probe.connect_ex(("127.0.0.1", port)) != 0:
            return None
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with contextlib.suppress(OSError), open(table) as lines:
            for fields in (line.split() for line in lines):
                if len(fields) > 9 and fields[3] == "0A" and int(fields[1].rpartition(":")[2], 16) == port:
                    inodes.add(f"socket:[{fields[9]}]")
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        if inodes & _handles(process):
            words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
            return f"process {process.name} ({words[:200]})"
    return "another program"


def _handles(process: pathlib.Path) -> set[str]:
    """What a process has open; nothing of what may not be seen or is just being closed."""
    found = set()
    with contextlib.suppress(OSError):
        for handle in (process / "fd").iterdir():
            with contextlib.suppress(OSError):
                found.add(os.readlink(handle))
    return found
