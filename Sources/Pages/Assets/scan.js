// A torsion scan in three dimensions: balls and sticks on a canvas, turned by dragging or arrow keys, played as a film.
const colors = { 1: "#d8dde3", 6: "#606a75", 7: "#3b6fe0", 8: "#e0443b", 9: "#57b857", 15: "#e08a2e", 16: "#d8b526", 17: "#46b346",
    35: "#a34a2c", 53: "#8a3fb0" };
const radii = { 1: 0.24, 6: 0.36, 7: 0.36, 8: 0.35 };

const sub = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const unit = (a) => { const n = Math.hypot(...a) || 1; return a.map((x) => x / n); };

// Atoms with the driven bond along x and the dihedral's first atom in the plane, so that one side stands still.
const aligned = (geometry, [i, j, k]) => {
    const atoms = [];
    for (let n = 0; n < geometry.length; n += 3) atoms.push(geometry.slice(n, n + 3));
    const x = unit(sub(atoms[k], atoms[j]));
    const side = sub(atoms[i], atoms[j]);
    const y = unit(side.map((value, n) => value - dot(side, x) * x[n]));
    const z = cross(x, y);
    const middle = atoms[j].map((value, n) => (value + atoms[k][n]) / 2);
    return atoms.map((atom) => { const d = sub(atom, middle); return [dot(d, x), dot(d, y), dot(d, z)]; });
};

const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
};

export const show = (view, scan) => {
    const frames = scan.points.map((point) => aligned(point.geometry, scan.dihedral));
    const canvas = element("canvas", { width: 720, height: 480, tabIndex: 0 });
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", "the scan in three dimensions; arrow keys turn it, space plays it");
    const slider = element("input", { type: "range", min: 0, max: frames.length - 1, value: 0 });
    slider.setAttribute("aria-label", "grid point");
    const play = element("button", { type: "button", textContent: "Play" });
    const caption = element("output");
    view.replaceChildren(canvas, element("div", { className: "player" }, play, slider, caption));
    const turn = { a: -0.5, b: 0.4, zoom: 1 };
    const extent = Math.max(3, ...frames.flat().map((atom) => Math.hypot(...atom)));
    const context = canvas.getContext("2d");
    let frame = 0;
    let film = null;

    const project = ([x, y, z]) => {
        const [ca, sa, cb, sb] = [Math.cos(turn.a), Math.sin(turn.a), Math.cos(turn.b), Math.sin(turn.b)];
        const [x1, z1] = [ca * x + sa * z, -sa * x + ca * z];
        const [y2, z2] = [cb * y - sb * z1, sb * y + cb * z1];
        const depth = 1 / (1 - z2 / (6 * extent));
        const scale = 0.46 * Math.min(canvas.width, canvas.height) / extent * turn.zoom * depth;
        return { x: canvas.width / 2 + scale * x1, y: canvas.height / 2 - scale * y2, z: z2, scale };
    };
    const ball = (p, number) => {
        const radius = (radii[number] ?? 0.4) * p.scale;
        const light = context.createRadialGradient(p.x - radius / 3, p.y - radius / 3, radius / 8, p.x, p.y, radius);
        light.addColorStop(0, "#ffffff");
        light.addColorStop(0.35, colors[number] ?? "#b05fc0");
        light.addColorStop(1, "#20242a");
        context.fillStyle = light;
        context.beginPath();
        context.arc(p.x, p.y, radius, 0, 2 * Math.PI);
        context.fill();
    };
    const stick = (p, q, isDriven) => {
        context.strokeStyle = isDriven ? "#e08a2e" : "#8b95a1";
        context.lineWidth = 0.16 * (p.scale + q.scale) / 2;
        context.lineCap = "round";
        context.beginPath();
        context.moveTo(p.x, p.y);
        context.lineTo(q.x, q.y);
        context.stroke();
    };
    const draw = () => {
        context.clearRect(0, 0, canvas.width, canvas.height);
        const atoms = frames[frame].map(project);
        const driven = new Set(scan.dihedral.slice(1, 3));
        const things = atoms.map((p, n) => ({ z: p.z, draw: () => ball(p, scan.numbers[n]) }));
        for (const [a, b] of scan.bonds) {
            const [p, q] = [atoms[a], atoms[b]];
            things.push({ z: (p.z + q.z) / 2 - 0.05, draw: () => stick(p, q, driven.has(a) && driven.has(b)) });
        }
        for (const thing of things.sort((a, b) => a.z - b.z)) thing.draw();
        const { angle, energy } = scan.points[frame];
        caption.textContent = `${angle}°, ${energy.toFixed(2)} kcal/mol`;
        slider.value = frame;
    };
    const stop = () => { clearInterval(film); film = null; play.textContent = "Play"; };
    const start = () => {
        play.textContent = "Pause";
        film = setInterval(() => {
            if (!view.isConnected) return stop();
            frame = (frame + 1) % frames.length;
            draw();
        }, 180);
    };
    const toggle = () => { if (film === null) start(); else stop(); };
    play.addEventListener("click", toggle);
    slider.addEventListener("input", () => { stop(); frame = Number(slider.value); draw(); });
    let from = null;
    canvas.addEventListener("pointerdown", (event) => { from = event; canvas.setPointerCapture(event.pointerId); });
    canvas.addEventListener("pointerup", () => { from = null; });
    canvas.addEventListener("pointermove", (event) => {
        if (!from) return;
        turn.a += (event.clientX - from.clientX) / 120;
        turn.b += (event.clientY - from.clientY) / 120;
        from = event;
        draw();
    });
    canvas.addEventListener("wheel", (event) => {
        event.preventDefault();
        turn.zoom = Math.min(4, Math.max(0.4, turn.zoom * Math.exp(-event.deltaY / 800)));
        draw();
    }, { passive: false });
    canvas.addEventListener("keydown", (event) => {
        const keys = { ArrowLeft: () => { turn.a -= 0.15; }, ArrowRight: () => { turn.a += 0.15; },
            ArrowUp: () => { turn.b -= 0.15; }, ArrowDown: () => { turn.b += 0.15; }, " ": toggle };
        if (!keys[event.key]) return;
        event.preventDefault();
        keys[event.key]();
        draw();
    });
    draw();
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) start();
};
