internal import Chemistry
internal import Report
internal import Workflow

/// One rotatable bond: its fragment in the parent, its profile, and how good it is.
struct TorsionCard {
    let task: Int
    let index: Int
    let torsion: TorsionCourse
    let report: BespokeReport?
    let molecule: Molecule?

    var html: HTML {
        let figures = fitted
        return """
            <article class="card bond-\(torsion.state.rawValue)" id="torsion-\(index)" data-live tabindex="-1" \
            aria-labelledby="torsion-\(index)-name">
            <h3 id="torsion-\(index)-name"><span class="swatch"></span>Bond \(torsion.name) \
            <small>\(Words.name(torsion.state))</small></h3>
            \(torsion.reason.map { "<p class=\"problem\">\($0)</p>" as HTML } ?? .empty)
            \(warnings.isEmpty ? .empty : ReportTables.warningList(warnings))
            <div class="pictures">
            \(drawing)
            \(plot)
            </div>
            \(torsion.total > 0 && torsion.state != .fitted
                ? "<p>\(Words.bar(torsion.finished, of: torsion.total, "grid points")) <small>grid points</small></p>"
                : .empty)
            \(figures)
            \(fragment)
            \(views)
            </article>
            """
    }

    private var fragment: HTML {
        torsion.fragment.isEmpty
            ? .empty : "<p><small>Fragment <code class=\"smiles\">\(torsion.fragment)</code></small></p>"
    }

    /// What the fit says about this bond, without its name.
    private var warnings: [String] {
        let name = torsion.bond.map { String($0 + 1) }.joined(separator: "-")
        return (report?.warnings ?? []).compactMap { warning in
            let parts = warning.split(separator: ": ", maxSplits: 1)
            guard parts.count == 2, parts[0].hasPrefix("bond") else { return nil }
            let words = parts[0].split { $0 == " " || $0 == "," }
            return words.contains { $0 == name } ? String(parts[1]) : nil
        }
    }

    /// The bond's row of the report, without those of other bonds.
    private var row: TorsionReport? {
        report?.torsions.first { row in row.bonds.contains { $0.sorted() == torsion.bond } && row.profile != nil }
    }

    private var drawing: HTML {
        guard let molecule,
            var drawing = try? StructureDrawing(
                molecule, label: "bond \(torsion.name) and its fragment in the molecule")
        else { return .empty }
        drawing.highlighted = Set(torsion.atoms)
        drawing.marks = [
            .init(atoms: torsion.bond, style: "bond-\(torsion.state.rawValue)", label: "bond \(torsion.name)")
        ]
        return drawing.inline
    }

    private var plot: HTML {
        let title = "bond \(torsion.name)"
        if let profile = row?.profile { return ProfilePlot(profile: profile, title: title).inline }
        guard let scan = torsion.scan else { return "<p class=\"empty\">No grid point yet.</p>" }
        let profile = TorsionProfile(
            angles: scan.points.map(\.angle), reference: scan.points.map(\.energy), initial: [], refit: [])
        return ProfilePlot(profile: profile, title: title).inline
    }

    private var fitted: HTML {
        guard let row, let before = row.initial, let after = row.refit else { return .empty }
        let verdict: HTML =
            row.isWorse
            ? "<p class=\"problem\">The fitted profile is further from the QC profile than before.</p>" : .empty
        return """
            <table class="figures"><thead><tr><th></th><th scope="col">before</th><th scope="col">after</th>\
            <th scope="col">QC</th></tr></thead><tbody>
            <tr><th scope="row">RMSE</th><td>\(ReportTables.energy(before.rmse))</td>\
            <td><b>\(ReportTables.energy(after.rmse))</b></td><td></td></tr>
            <tr><th scope="row">barrier</th><td>\(ReportTables.energy(before.barrier))</td>\
            <td>\(ReportTables.energy(after.barrier))</td><td>\(ReportTables.energy(row.referenceBarrier))</td></tr>
            </tbody></table><p><small>kcal/mol</small></p>\(verdict)
            """
    }

    private var views: HTML {
        guard torsion.scan != nil else { return .empty }
        let here = "/tasks/\(task)/scans/\(index)"
        return """
            <p class="views"><button type="button" data-scan="\(here).json" data-script="\(Asset.scan.path)" \
            aria-controls="view-\(index)">Show in 3-D</button> <a download href="\(here).sdf">SDF</a></p>
            <div class="view" id="view-\(index)" data-kept></div>
            """
    }
}
