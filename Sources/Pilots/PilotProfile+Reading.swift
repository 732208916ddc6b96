public import JSON
public import Workflow

extension PilotProfile: SchemaValue {
    /// Reads a profile; what is not given keeps its standard value.
    public init?(reading node: SchemaNode) {
        self.init()
        guard let fields = node.fields() else { return nil }
        let isRead = [
            readSize(fields), readPlace(fields),
            fields.read("pilots", into: &self) { node, profile in profile.readNumbers(node) },
            fields.read("container", into: &container) { node, container in
                container = Container(reading: node)
                return container != nil
            },
            fields.read("way", into: &way) { node, way in
                guard let word = node.choice(Way.allCases.map(\.rawValue)) else { return false }
                way = Way(rawValue: word) ?? way
                return true
            },
            fields.read("categories", into: &categories) { node, categories in
                let allowed = WorkRequest.Category.allCases.map(\.rawValue)
                return node.list { $0.choice(allowed) }.map { categories = $0 } != nil
            },
            fields.read("setup", into: &setup) { node, lines in node.list { $0.line() }.map { lines = $0 } != nil },
            fields.read("sbatch", into: &options) { node, lines in
                node.list { $0.option() }.map { lines = $0 } != nil
            },
            fields.seconds("interval_seconds", into: &interval),
            fields.seconds("command_seconds", into: &commandSeconds),
        ]
        fields.forbidOthers()
        guard !isRead.contains(false), fits(node) else { return nil }
    }

    private mutating func readSize(_ fields: SchemaFields) -> Bool {
        let isRead = [
            fields.seconds("hours", unit: 3600, into: &seconds),
            fields.seconds("hand_back_seconds", into: &handBackSeconds),
            fields.read("cores", into: &cores) { node, cores in node.positiveInteger().map { cores = $0 } != nil },
            fields.read("memory_per_core_gb", into: &memoryPerCore) { node, memory in
                node.positiveNumber().map { memory = $0 } != nil
            },
        ]
        return !isRead.contains(false)
    }

    private mutating func readPlace(_ fields: SchemaFields) -> Bool {
        let isRead = [
            fields.line("partition", into: &partition), fields.line("account", into: &account),
            fields.line("qos", into: &qos), fields.line("constraint", into: &constraint),
            fields.line("address", into: &address), fields.line("folder", into: &folder),
            fields.line("program", into: &program),
        ]
        return !isRead.contains(false)
    }

    private mutating func readNumbers(_ node: SchemaNode) -> Bool {
        guard let fields = node.fields() else { return false }
        let isRead = [
            fields.read("minimum", into: &minimum) { node, number in node.count().map { number = $0 } != nil },
            fields.read("maximum", into: &maximum) { node, number in
                node.positiveInteger().map { number = $0 } != nil
            },
            fields.read("at_once", into: &atOnce) { node, number in node.positiveInteger().map { number = $0 } != nil },
            fields.seconds("idle_minutes", unit: 60, into: &idleSeconds),
            fields.seconds("orphan_minutes", unit: 60, into: &orphanSeconds),
        ]
        fields.forbidOthers()
        return !isRead.contains(false)
    }

    /// Whether the values fit each other.
    private func fits(_ node: SchemaNode) -> Bool {
        if minimum > maximum {
            return node.report("pilots: minimum is \(minimum), which is more than maximum, \(maximum)")
        }
        if handBackSeconds >= seconds {
            return node.report("hand_back_seconds: \(Int(handBackSeconds)) s leave nothing of \(Int(seconds)) s")
        }
        if let address, !address.hasPrefix("http://"), !address.hasPrefix("https://") {
            return node.report("address: \(address) is not like http://head-node")
        }
        return true
    }

    /// The profile as JSON, with every value that is not the standard one of none.
    public var json: JSON {
        var members: [(String, JSON)] = [
            ("hours", .number(seconds / 3600)), ("hand_back_seconds", .number(handBackSeconds)),
            ("cores", .integer(cores)),
        ]
        if let memoryPerCore { members.append(("memory_per_core_gb", .number(memoryPerCore))) }
        let texts = [
            ("partition", partition), ("account", account), ("qos", qos), ("constraint", constraint),
            ("address", address), ("folder", folder), ("program", program),
        ]
        for (key, text) in texts { if let text { members.append((key, .string(text))) } }
        members.append(
            (
                "pilots",
                [
                    "minimum": .integer(minimum), "maximum": .integer(maximum), "at_once": .integer(atOnce),
                    "idle_minutes": .number(idleSeconds / 60), "orphan_minutes": .number(orphanSeconds / 60),
                ]
            ))
        if let container { members.append(("container", container.json)) }
        members += [
            ("way", .string(way.rawValue)), ("categories", .array(categories.map(JSON.string))),
            ("setup", .array(setup.map(JSON.string))), ("sbatch", .array(options.map(JSON.string))),
            ("interval_seconds", .number(interval)), ("command_seconds", .number(commandSeconds)),
        ]
        return .object(JSONObject(members))
    }
}

extension PilotProfile.Container {
    init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        guard let image = fields.required("image", { $0.line() }) else { return nil }
        self.init(image: image)
        let isRead = [
            fields.read("runtime", into: &runtime) { node, text in node.line().map { text = $0 } != nil },
            fields.read("bind", into: &bind) { node, list in node.list { $0.line() }.map { list = $0 } != nil },
            fields.read("options", into: &options) { node, list in node.list { $0.line() }.map { list = $0 } != nil },
        ]
        fields.forbidOthers()
        if isRead.contains(false) { return nil }
    }

    var json: JSON {
        [
            "image": .string(image), "runtime": .string(runtime), "bind": .array(bind.map(JSON.string)),
            "options": .array(options.map(JSON.string)),
        ]
    }
}
