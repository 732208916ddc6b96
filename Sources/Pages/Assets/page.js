// What the pages do beyond links and forms: follow events, choose bonds, draw molecules as they are typed, take files.
"use strict";

const get = async (address, options) => {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    if (answer.redirected && new URL(answer.url).pathname === "/login") location.reload();
    if (!answer.ok) throw new Error(answer.statusText);
    return answer;
};

// ── Live pages: on news, the page is fetched again and the parts that differ are exchanged. ──────────────────────────
const exchange = (old, fresh) => {
    const chosen = new Set([...old.querySelectorAll("input:checked")].map((box) => box.name + "=" + box.value));
    const typed = new Map([...old.querySelectorAll("input[type=number]")].map((input) => [input.name, input.value]));
    const opened = [...old.querySelectorAll("details")].map((details) => details.open);
    const active = old.contains(document.activeElement) ? document.activeElement : null;
    const place = active && [...old.querySelectorAll("a, button, input, summary")].indexOf(active);
    fresh = document.importNode(fresh, true);
    for (const kept of old.querySelectorAll("[data-kept]")) {
        fresh.querySelector("#" + CSS.escape(kept.id))?.replaceWith(kept);
    }
    for (const box of fresh.querySelectorAll("input[type=checkbox]")) {
        box.checked = chosen.has(box.name + "=" + box.value);
    }
    for (const input of fresh.querySelectorAll("input[type=number]")) {
        if (typed.has(input.name)) input.value = typed.get(input.name);
    }
    fresh.querySelectorAll("details").forEach((details, index) => { details.open = opened[index] ?? false; });
    old.replaceWith(fresh);
    if (place !== null && place >= 0) [...fresh.querySelectorAll("a, button, input, summary")][place]?.focus();
    else if (active === old) fresh.focus();
};

// The text of a part without what this script adds.
const plain = (element) => {
    const copy = element.cloneNode(true);
    for (const kept of copy.querySelectorAll("[data-kept]")) kept.replaceChildren();
    for (const marked of copy.querySelectorAll(".chosen")) marked.classList.remove("chosen");
    for (const time of copy.querySelectorAll("time")) {
        time.textContent = "";
        time.removeAttribute("title");
    }
    copy.classList.remove("chosen");
    if (copy.getAttribute("class") === "") copy.removeAttribute("class");
    return copy.outerHTML.replaceAll(' class=""', "");
};

const refresh = async () => {
    const text = await (await get(location.pathname + location.search)).text();
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = [...page.querySelectorAll("[data-live]")];
    const cards = (root) => root.querySelectorAll(".cards > [data-live]").length;
    if (cards(document) !== cards(page)) {
        document.querySelector("main").replaceWith(document.importNode(page.querySelector("main"), true));
    } else {
        for (const part of fresh) {
            const old = document.getElementById(part.id);
            if (!old || plain(old) === plain(part)) continue;
            const [rows, freshRows] = [old, part].map((list) => [...list.querySelectorAll("tbody tr[id]")]);
            const isSameList = rows.length > 0 && rows.map((row) => row.id).join() === freshRows.map((row) => row.id).join();
            if (!isSameList) exchange(old, part);
            else rows.forEach((row, index) => { if (plain(row) !== plain(freshRows[index])) exchange(row, freshRows[index]); });
        }
    }
    decorate();
};

let timer = null;
let last = 0;
const refreshSoon = () => {
    if (timer !== null) return;
    timer = setTimeout(async () => {
        try { await refresh(); } catch { /* the next event, or the period, asks again */ }
        last = Date.now();
        timer = null;
    }, Math.max(100, 1000 - (Date.now() - last)));
};

// A tab that nobody sees gives its connection back: browsers allow six to a server for all tabs together.
const follow = () => {
    const { events, period } = document.body.dataset;
    if (!events) return;
    const notice = document.getElementById("connection");
    const address = new URL(events, location.origin);
    let source = null;
    const news = (event) => {
        address.searchParams.set("after", event.lastEventId);
        refreshSoon();
    };
    const open = () => {
        if (source || document.hidden) return;
        source = new EventSource(address);
        source.onopen = () => { notice.hidden = true; };
        source.onerror = () => { notice.hidden = false; };
        for (const kind of ["submitted", "began", "stage", "progress", "warning", "attempt", "finished", "cancelled", "retried",
            "priority"]) source.addEventListener(kind, news);
    };
    const close = () => {
        source?.close();
        source = null;
    };
    document.addEventListener("visibilitychange", () => { if (document.hidden) close(); else open(); });
    addEventListener("pagehide", close);
    addEventListener("pageshow", open);
    open();
    if (period) setInterval(() => { if (!document.hidden) refreshSoon(); }, 1000 * Number(period));
};

// ── Bonds: the one that the address names is marked in the molecule. ─────────────────────────────────────────────────
const choose = () => {
    for (const bond of document.querySelectorAll("a.bond, .card")) {
        const isChosen = location.hash && (bond.getAttribute("href") === location.hash || "#" + bond.id === location.hash);
        bond.classList.toggle("chosen", Boolean(isChosen));
    }
};

// ── Times in the reader's zone. ──────────────────────────────────────────────────────────────────────────────────────
const decorate = () => {
    for (const time of document.querySelectorAll("time:not([title])")) {
        time.title = time.textContent;
        time.textContent = new Date(time.dateTime).toLocaleString(undefined, { dateStyle: "short", timeStyle: "medium" });
    }
    choose();
};

// ── Submission: molecules drawn as typed, files read here, an estimate before anything is computed. ──────────────────
const later = (wait, act) => {
    let waiting = null;
    return () => { clearTimeout(waiting); waiting = setTimeout(act, wait); };
};

const latest = (element) => {
    let number = 0;
    return async (address, options) => {
        const own = ++number;
        element.setAttribute("aria-busy", "true");
        try {
            const text = await (await get(address, options)).text();
            if (own !== number) return;
            const page = new DOMParser().parseFromString(text, "text/html");
            element.replaceChildren(...page.body.childNodes);
        } catch (error) {
            if (own === number) element.textContent = "The executor does not answer: " + error.message;
        } finally {
            if (own === number) element.removeAttribute("aria-busy");
        }
    };
};

const submission = (form) => {
    const show = latest(document.getElementById("preview"));
    const weigh = latest(document.getElementById("estimate"));
    const body = () => new URLSearchParams(new FormData(form));
    const look = () => {
        show("/preview", { method: "POST", body: body() });
        weigh("/estimate", { method: "POST", body: body() });
    };
    const soon = later(300, look);
    form.addEventListener("input", (event) => { if (event.target.type !== "file") soon(); });
    const zone = document.getElementById("files");
    const input = zone.querySelector("input[type=file]");
    const list = document.getElementById("file-list");
    const take = async (files) => {
        for (const file of files) {
            const item = document.createElement("li");
            const fields = [["file-name", file.name], ["file-text", await file.text()]].map(([name, value]) => {
                const field = document.createElement("textarea");
                field.hidden = true;
                field.name = name;
                field.value = value;
                return field;
            });
            const remove = document.createElement("button");
            remove.type = "button";
            remove.textContent = "Remove";
            remove.setAttribute("aria-label", "remove " + file.name);
            remove.addEventListener("click", () => { item.remove(); look(); });
            item.append(file.name + " ", remove, ...fields);
            list.append(item);
        }
        look();
    };
    input.addEventListener("change", () => { take(input.files).then(() => { input.value = ""; }); });
    for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
        zone.addEventListener(kind, (event) => {
            event.preventDefault();
            zone.classList.toggle("over", kind === "dragenter" || kind === "dragover");
            if (kind === "drop") take(event.dataTransfer.files);
        });
    }
    if (form.elements.smiles.value) look();
};

// ── Clicks and keys. ─────────────────────────────────────────────────────────────────────────────────────────────────
document.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.confirm && !confirm(button.dataset.confirm)) return event.preventDefault();
    if (!button.dataset.scan) return;
    const view = document.getElementById(button.getAttribute("aria-controls"));
    button.disabled = true;
    try {
        const [{ show }, scan] = await Promise.all([import(button.dataset.script), get(button.dataset.scan)]);
        show(view, await scan.json());
        view.querySelector("canvas")?.focus();
    } finally {
        button.disabled = false;
    }
});

document.addEventListener("change", (event) => {
    const name = event.target.dataset?.all;
    if (!name) return;
    for (const box of document.querySelectorAll(`input[type=checkbox][name=${name}]`)) box.checked = event.target.checked;
});

addEventListener("hashchange", choose);
decorate();
follow();
const form = document.getElementById("submission");
if (form) submission(form);
