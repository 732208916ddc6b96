"""What people do on the web page, with real calculations."""
import json
import re
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from conftest import picture
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait


def wait(browser, condition, seconds=60, message=""):
    return WebDriverWait(browser, seconds, poll_frequency=0.1, ignored_exceptions=[Exception]).until(condition, message)


def css(browser, selector):
    return browser.find_elements(By.CSS_SELECTOR, selector)


def one(browser, selector):
    return browser.find_element(By.CSS_SELECTOR, selector)


def text_of(browser, selector):
    return one(browser, selector).get_attribute("textContent")


def press(browser, selector):
    """Clicks a button that the page may be exchanging at the same moment."""
    wait(browser, lambda b: one(b, selector).click() or True)


def submit(browser, executor, smiles, name, fragmentation="Pfizer", level="xtb gfn2xtb"):
    browser.get(executor.url + "/new")
    one(browser, "#smiles").send_keys(f"{smiles} {name}")
    Select(one(browser, "#level")).select_by_value(level)
    Select(one(browser, "#fragmentation")).select_by_value(fragmentation)
    wait(browser, lambda b: css(b, "#preview svg") and "grid point" in text_of(b, "#estimate"))
    one(browser, "button.main").click()
    wait(browser, lambda b: "/tasks/" in b.current_url)


def shown_points(browser):
    return len(css(browser, ".card .profile circle.ink title"))


def watched(browser):
    """What the page shows until its task is done: grid points, whether a bond is marked as scanned, the state in words."""
    seen = []

    def look(browser):
        now = (shown_points(browser), bool(css(browser, "a.bond-scanning")), text_of(browser, "#state"))
        if not seen or now != seen[-1]:
            seen.append(now)
            if 6 <= now[0] < 24:
                picture(browser, "web-scanning")
        return text_of(browser, "#state .badge") == "done" and now[0] == 48

    wait(browser, look, 400)
    return seen


def test_a_scan_is_watched_from_the_form_to_the_force_field(executor, browser, downloads):
    browser.get(executor.url + "/")
    assert "no tasks yet" in text_of(browser, "main")
    one(browser, "#list a").click()
    smiles = one(browser, "#smiles")
    smiles.send_keys("CC(=O)Nc1ccccc")
    wait(browser, lambda b: "problem" in one(b, "#preview").get_attribute("innerHTML"))
    assert "c1ccccc" in text_of(browser, "#preview")
    smiles.send_keys("1 acetanilide")
    wait(browser, lambda b: css(b, "#preview svg"))
    Select(one(browser, "#fragmentation")).select_by_value("Pfizer")
    wait(browser, lambda b: "2 torsion drives for 2 rotatable bonds, 48 grid points, about" in text_of(b, "#estimate"))
    picture(browser, "web-submit")
    one(browser, "button.main").click()
    wait(browser, lambda b: b.current_url.endswith("/tasks/1"))
    assert text_of(browser, "h1") == "acetanilide"
    # The page is not loaded again: points appear because of events.
    browser.execute_script("window.isSamePage = true")
    seen = watched(browser)
    counts = [count for count, *_ in seen]
    assert counts == sorted(counts) and any(0 < count < 48 for count in counts) and counts[-1] == 48, seen
    assert any(is_scanning for _, is_scanning, _ in seen) and any("left" in state for *_, state in seen), seen
    wait(browser, lambda b: len(css(b, "a.bond-fitted")) == 2 and "RMSE before" in text_of(b, "#results"))
    assert browser.execute_script("return window.isSamePage")
    wait(browser, lambda b: len(css(b, ".card polyline.refit")) == 2)
    # A bond leads to its profile, by mouse and by keyboard.
    bond = css(browser, "a.bond")[1]
    browser.execute_script("arguments[0].focus()", bond)
    bond.send_keys(Keys.ENTER)
    wait(browser, lambda b: b.current_url.endswith("#torsion-1"))
    assert "chosen" in one(browser, "#torsion-1").get_attribute("class")
    one(browser, "#torsion-1 button[data-scan]").click()
    wait(browser, lambda b: css(b, "#torsion-1 canvas"))
    caption = text_of(browser, "#torsion-1 output")
    assert re.fullmatch(r"-165°, \d+\.\d\d kcal/mol", caption)
    one(browser, "#torsion-1 canvas").send_keys(Keys.ARROW_LEFT, " ")
    wait(browser, lambda b: text_of(b, "#torsion-1 output") != caption)
    drawn = browser.execute_script(
        "const c = document.querySelector('#torsion-1 canvas');"
        "return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.filter((v, i) => i % 4 === 3 && v).length")
    assert drawn > 2000
    picture(browser, "web-torsion", one(browser, "#torsion-1"))
    browser.execute_script("scrollTo(0, 0)")
    picture(browser, "web-task")
    for name, content in [("force-field.offxml", "<SMIRNOFF"), ("results.json", '"results"'), ("scans.sdf", "angle_degree"),
                          ("report.html", "Bespoke fit"), ("log.txt", "finished: success")]:
        one(browser, f".downloads a[href$='{name}']").click()
        ending = "log" if name == "log.txt" else name.split(".")[-1]
        wait(browser, lambda b: any(content in file.read_text() for file in downloads.glob("*." + ending)))
    assert sum(file.read_text().count("$$$$") for file in downloads.glob("*.sdf")) == 48
    # The same fit once more is known before it is submitted, and done at once.
    browser.get(executor.url + "/new?smiles=CC(%3DO)Nc1ccccc1")
    Select(one(browser, "#fragmentation")).select_by_value("Pfizer")
    wait(browser, lambda b: "2 of them computed before" in text_of(b, "#estimate"))
    one(browser, "button.main").click()
    wait(browser, lambda b: text_of(b, "#state .badge") == "done", 60)
    browser.get(executor.url + "/series?task=1&task=2")
    assert "2 of them used by more than one task" in re.sub(r"\s+", " ", text_of(browser, "#series"))
    assert css(browser, "a[href*='/series/force-field.offxml']")
    picture(browser, "web-series")
    # The list, while two more are under way.
    submit(browser, executor, "CC(C)Cc1ccc(cc1)[C@@H](C)C(=O)O", "ibuprofen")
    submit(browser, executor, "CC(=O)Oc1ccccc1C(=O)O", "aspirin")
    browser.get(executor.url + "/")
    wait(browser, lambda b: css(b, "#task-3 progress"), 120)
    wait(browser, lambda b: all(b.execute_script("return arguments[0].complete", image) for image in css(b, "tbody img")))
    picture(browser, "web-tasks")


def test_tasks_are_cancelled_moved_and_repeated(executor, browser):
    submit(browser, executor, "CC(C)Cc1ccc(cc1)[C@@H](C)C(=O)O", "ibuprofen")
    wait(browser, lambda b: text_of(b, "#state .badge") == "running")
    browser.get(executor.url + "/")
    press(browser, "tbody input[type=checkbox]")
    wait(browser, lambda b: b.execute_script("document.querySelector('input[name=priority]').value = 5; return true"))
    press(browser, "button[value=priority]")
    wait(browser, lambda b: css(b, "tbody tr")[0].text.endswith("5"))
    press(browser, "[data-all=task]")
    wait(browser, lambda b: one(b, "tbody input[type=checkbox]").is_selected())
    press(browser, "button[value=cancel]")
    browser.switch_to.alert.accept()
    wait(browser, lambda b: text_of(b, "tbody .badge") == "cancelled")
    press(browser, "tbody td:nth-child(3) a")
    wait(browser, lambda b: css(b, "a.bond-failed"))
    press(browser, "button[value=retry]")
    wait(browser, lambda b: text_of(b, "#state .badge") in ("waiting", "running"))
    wait(browser, lambda b: "retried" in text_of(b, "#log"))
    press(browser, "button[value=cancel]")
    browser.switch_to.alert.accept()
    wait(browser, lambda b: text_of(b, "#state .badge") == "cancelled")


def test_a_token_is_asked_for_once(guarded, browser):
    browser.get(guarded.url + "/new")
    wait(browser, lambda b: "/login" in b.current_url)
    one(browser, "#token").send_keys("wrong", Keys.ENTER)
    wait(browser, lambda b: "not the executor's token" in text_of(b, "main"))
    errors = [line["message"] for line in browser.get_log("browser") if line["level"] == "SEVERE"]
    assert all("401" in error for error in errors), errors
    one(browser, "#token").send_keys("a secret", Keys.ENTER)
    wait(browser, lambda b: b.current_url.endswith("/new"))
    assert "a secret" not in json.dumps(browser.get_cookies())
    assert all(cookie["httpOnly"] and cookie["sameSite"] == "Strict" for cookie in browser.get_cookies())
    one(browser, "#smiles").send_keys("CCCO propanol")
    wait(browser, lambda b: css(b, "#preview svg"))
    one(browser, "header button").click()
    wait(browser, lambda b: "/login" in b.current_url)
    browser.get(guarded.url + "/")
    wait(browser, lambda b: "/login" in b.current_url)


def test_files_are_taken_as_they_are_dropped(executor, browser, tmp_path):
    file = tmp_path / "molecules.smi"
    file.write_text("CCCO propanol\nCCCN propylamine\n")
    browser.get(executor.url + "/new")
    one(browser, "#file").send_keys(str(file))
    wait(browser, lambda b: len(css(b, "#preview svg")) == 2)
    assert "of 2 molecules" in text_of(browser, "#estimate") or wait(
        browser, lambda b: "of 2 molecules" in text_of(b, "#estimate"))
    Select(one(browser, "#workflow")).select_by_value("default")
    Select(one(browser, "#level")).select_by_value("xtb gfnff")
    Select(one(browser, "#fragmentation")).select_by_value("none")
    one(browser, "button.main").click()
    wait(browser, lambda b: len(css(b, "tbody tr[id]")) == 2)
    wait(browser, lambda b: all(badge.text == "done" for badge in css(b, "tbody .badge")), 120)


def test_the_list_of_ten_thousand_tasks_is_there_at_once(idle, browser):
    is_release = "debug" not in idle.program
    seed(idle, 10_000 if is_release else 300)
    times, sizes = [], []
    for path in ["/", "/?page=150" if is_release else "/?page=1", "/?status=cancelled", "/?text=molecule+7"] * 3:
        browser.get(idle.url + path)
        wait(browser, lambda b: b.execute_script("return performance.getEntriesByName('first-contentful-paint').length"))
        times.append(browser.execute_script(
            "return performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        wait(browser, lambda b: css(b, "tbody img") and b.execute_script("return document.readyState") == "complete")
        entries = browser.execute_script(
            "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
            ".map(e => [e.name, e.decodedBodySize])")
        sizes.append(sum(size for name, size in entries))
        print(f"{path}: first paint {times[-1]:.0f} ms, {sizes[-1] / 1000:.0f} kB in {len(entries)} files")
    assert len(css(browser, "tbody tr[id]")) == 50
    assert max(sizes) <= 300_000
    print(f"first paint, median: {sorted(times)[len(times) // 2]:.0f} ms; goal 150 ms in the release configuration")


def seed(executor, count):
    """Tasks for an executor without workers; every third is cancelled."""
    molecules = ["CC(=O)Nc1ccccc1", "CCCCO", "COc1ccccc1C", "CC(C)Cc1ccc([C@@H](C)C(=O)O)cc1", "CC(=O)Oc1ccccc1C(=O)O"]

    def call(method, path, body=None):
        request = urllib.request.Request(
            executor.url + path, method=method, data=body and json.dumps(body).encode(),
            headers={"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.loads(answer.read())

    made = call("POST", "/api/v1/schemas", {"smiles": molecules, "workflow": "debug"})["contents"]
    bodies = [{"input_schema": entry["schema"]} for entry in made]
    for body in bodies:  # the force field is of no interest here
        body["input_schema"]["initial_force_field"] = "<SMIRNOFF version='0.3' aromaticity_model='OEAroModel_MDL'/>"

    def add(number):
        task = call("POST", f"/api/v1/tasks?name=molecule+{number}", bodies[number % len(bodies)])
        if number % 3 == 0:
            call("DELETE", f"/api/v1/tasks/{task['id']}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(count)))
