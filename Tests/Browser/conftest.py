"""An executor of the program under test, and a browser that looks at it."""
import io
import json
import os
import pathlib
import subprocess
import time

import pytest
from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = os.environ["OPENFF_BESPOKE"]


class Executor:
    """`executor launch` in a folder of its own, on a free port."""

    def __init__(self, folder, *options, token=""):
        self.folder, self.program = pathlib.Path(folder), PROGRAM
        variables = {name: value for name, value in os.environ.items() if not name.startswith("BEFLOW_")}
        if token:
            variables["BEFLOW_API_TOKEN"] = token
        self.process = subprocess.Popen(
            [PROGRAM, "executor", "launch", "--directory", str(folder), "--port", "0", *options], env=variables,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        note = self.folder / "executor.json"
        deadline = time.monotonic() + 60
        while not note.exists():
            assert self.process.poll() is None and time.monotonic() < deadline, "the executor did not start"
            time.sleep(0.05)
        self.url = f"http://127.0.0.1:{json.loads(note.read_text())['port']}"

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)


@pytest.fixture
def executor(tmp_path):
    executor = Executor(tmp_path / "executor")
    yield executor
    executor.stop()


@pytest.fixture
def idle(tmp_path):
    executor = Executor(tmp_path / "executor", "--n-fragmenter-workers", "0", "--n-qc-compute-workers", "0",
                        "--n-optimizer-workers", "0")
    yield executor
    executor.stop()


@pytest.fixture
def guarded(tmp_path):
    executor = Executor(tmp_path / "executor", token="a secret")
    yield executor
    executor.stop()


@pytest.fixture
def downloads(tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder


@pytest.fixture
def browser(downloads):
    options = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                     "--window-size=1280,1000", "--force-prefers-reduced-motion"]:
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    yield driver
    errors = [line["message"] for line in driver.get_log("browser") if line["level"] == "SEVERE"]
    driver.quit()
    assert not errors, errors


def picture(browser, name, element=None):
    """A picture for the documentation, with few colours so that it stays small."""
    path = ROOT / "docs/images" / f"{name}.png"
    if not os.access(path.parent, os.W_OK):
        return
    shot = (element or browser).screenshot_as_png if element else browser.get_screenshot_as_png()
    image = Image.open(io.BytesIO(shot)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    image.save(path, optimize=True)
    assert path.stat().st_size <= 150_000, f"{path} is {path.stat().st_size} bytes"
