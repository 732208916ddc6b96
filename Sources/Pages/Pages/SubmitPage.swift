public import Report

/// The form that submits molecules.
public struct SubmitPage: Sendable {
    /// What a visitor has put into the form.
    public struct Entry: Sendable, Hashable {
        /// SMILES, one a line, each with a name after white space if it has one.
        public var smiles: String
        /// A name for the task; for several molecules the beginning of each name.
        public var name: String
        /// The workflow's name.
        public var workflow: String
        /// The identifier of the level of theory.
        public var level: String
        /// How the molecule is cut: empty for the workflow's way, `WBO`, `Pfizer` or `none`.
        public var fragmentation: String
        /// The name of the initial force field; empty for the workflow's.
        public var forceField: String
        /// Higher ones go first.
        public var priority: Int

        /// An empty form.
        public init() {
            (smiles, name, workflow, level, fragmentation, forceField) = ("", "", "default", "xtb gfn2xtb", "", "")
            priority = 0
        }
    }

    /// A choice in a list.
    public struct Option: Sendable, Hashable {
        /// What is sent.
        public var value: String
        /// What is read.
        public var name: String
        /// Why it cannot be chosen; nil if it can.
        public var obstacle: String?

        /// A choice.
        public init(_ value: String, _ name: String, obstacle: String? = nil) {
            (self.value, self.name, self.obstacle) = (value, name, obstacle)
        }
    }

    let entry: Entry
    let workflows: [Option]
    let levels: [Option]
    let forceFields: [Option]
    let problems: [String]
    let visitor: PageFrame.Visitor

    /// The form with what has been entered, and what was wrong with it.
    public init(
        entry: Entry, workflows: [Option], levels: [Option], forceFields: [Option], problems: [String] = [],
        visitor: PageFrame.Visitor
    ) {
        (self.entry, self.workflows, self.levels, self.forceFields) = (entry, workflows, levels, forceFields)
        (self.problems, self.visitor) = (problems, visitor)
    }

    /// The page.
    public var html: HTML {
        PageFrame(title: "Submit", visitor: visitor).page(
            """
            <h1>Submit molecules</h1>
            \(wrong)
            <form method="post" action="/new" class="form" id="submission">
            <div class="sheet">\(visitor.field)
            \(molecules)
            \(choices)
            <p><button class="main">Submit</button></p>
            </div>
            <div class="sheet">
            <h2>Molecule</h2>
            <div id="preview" aria-live="polite"><p class="empty">Molecules are drawn as they are typed.</p></div>
            <h2>Cost</h2>
            <div id="estimate" aria-live="polite"><p class="empty">An estimate appears here.</p></div>
            </div>
            </form>
            """)
    }

    private var wrong: HTML {
        guard !problems.isEmpty else { return .empty }
        let items = problems.map { "<li>\($0)</li>" as HTML }
        return "<div role=\"alert\" class=\"problem\"><p>Nothing was submitted:</p><ul>\(items)</ul></div>"
    }

    private var molecules: HTML {
        """
        <label for="smiles">SMILES <small>one a line, a name may follow</small></label>
        <textarea id="smiles" name="smiles" rows="4" spellcheck="false" autocapitalize="off" class="smiles" \
        placeholder="CC(=O)Nc1ccccc1 acetanilide">\(entry.smiles)</textarea>
        <div id="files" class="drop"><label for="file">Files <small>SDF, MOL, MOL2, PDB, SMI; drop them here</small></label>
        <input type="file" id="file" multiple accept=".sdf,.sd,.mol,.mol2,.pdb,.smi,.smiles,.csv,.mae">
        <noscript><p><small>Files need JavaScript; without it, <code>openff-bespoke executor submit --file</code> takes \
        them.</small></p></noscript>
        <ul id="file-list"></ul></div>
        <label for="name">Name <small>optional</small></label>
        <input type="text" id="name" name="name" value="\(entry.name)" maxlength="200">
        """
    }

    private var choices: HTML {
        let cutting = [
            Option("", "as the workflow says"), Option("WBO", "by bond orders (WBO)"),
            Option("Pfizer", "by rules (Pfizer)"),
            Option("none", "not at all: scan the whole molecule"),
        ]
        return """
            \(select("workflow", "Workflow", workflows, entry.workflow))
            \(select("level", "Level of theory", levels, entry.level))
            \(select("fragmentation", "Fragmentation", cutting, entry.fragmentation))
            \(select("force-field", "Initial force field", forceFields, entry.forceField))
            <label for="priority">Priority <small>higher ones go first</small></label>
            <input type="number" id="priority" name="priority" value="\(entry.priority)" step="1">
            """
    }

    private func select(_ name: String, _ label: String, _ options: [Option], _ chosen: String) -> HTML {
        let items = options.map { option -> HTML in
            let mark: HTML = option.value == chosen ? " selected" : .empty
            let off: HTML = option.obstacle == nil ? .empty : " disabled"
            let name = option.obstacle.map { "\(option.name) (\($0))" } ?? option.name
            return "<option value=\"\(option.value)\"\(mark)\(off)>\(name)</option>"
        }
        return """
            <label for="\(name)">\(label)</label>
            <select id="\(name)" name="\(name)">\(items)</select>
            """
    }
}
