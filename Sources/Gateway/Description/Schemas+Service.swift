internal import Executor
internal import JSON
internal import Workflow

extension Schemas {
    /// What only this server answers; more members may be added in later versions.
    static var service: [(String, JSON)] {
        let count = open(["finished": whole, "total": whole], required: ["finished", "total"])
        let failure = open(["type": text, "message": text], required: ["type", "message"])
        return [
            ("TaskView", taskView(count: count, failure: failure)),
            ("TorsionList", object(["contents": list(torsion)])),
            (
                "Work",
                object([
                    "id": text, "kind": choice(WorkRequest.Kind.self), "status": status, "result": optionalObject,
                    "failure": optionalObject,
                ])
            ),
            (
                "SummaryPage",
                object([
                    "total": whole, "self": text, "prev": optionalText, "next": optionalText,
                    "contents": list(reference("TaskView")),
                ])
            ),
            (
                "Event",
                open(
                    [
                        "sequence": whole, "time": number, "task": ["type": ["integer", "null"]],
                        "kind": choice(ExecutorEvent.Kind.self), "message": text,
                    ], required: ["sequence", "time", "kind", "message"])
            ),
            ("EventPage", object(["contents": list(reference("Event")), "last": whole])),
            ("Status", executorStatus),
            (
                "CacheStatistics",
                object([
                    "contents": list(
                        open(
                            ["kind": choice(WorkRequest.Kind.self), "entries": whole, "bytes": whole, "hits": whole],
                            required: ["kind", "entries", "bytes", "hits"]))
                ])
            ),
            ("WorkflowList", object(["workflows": list(text), "force_fields": list(text)])),
            (
                "SchemaList",
                object([
                    "contents": list(
                        object([
                            "file": text, "name": text, "smiles": optionalText, "schema": optionalObject,
                            "error": optionalText,
                        ]))
                ])
            ),
            (
                "LeasedJob",
                open(
                    ["token": text, "job": ["type": "object"], "deadline": number, "leaseSeconds": number],
                    required: ["token", "job", "deadline", "leaseSeconds"])
            ),
            ("HeartbeatReply", open(["revoked": list(text)], required: ["revoked"])),
        ]
    }

    private static func taskView(count: JSON, failure: JSON) -> JSON {
        let stage = open(
            ["type": text, "status": status, "failure": failure, "work": list(text)], required: ["type", "status"])
        let detail = open(
            [
                "stages": list(stage), "drives": count, "gridPoints": count, "bondOrders": count, "gradients": whole,
                "warnings": list(text),
            ], required: ["stages", "drives", "gridPoints", "bondOrders", "gradients", "warnings"])
        return open(
            [
                "id": whole, "smiles": text, "name": text, "status": choice(TaskStatus.self), "priority": whole,
                "submitted": number, "began": number, "finished": number, "detail": detail,
            ], required: ["id", "smiles", "name", "status", "priority", "submitted", "detail"])
    }

    private static var torsion: JSON {
        let point = open(
            ["angle": ["type": "integer"], "energy": number, "geometry": list(number)],
            required: ["angle", "energy", "geometry"])
        let scan = open(
            ["cmiles": text, "dihedral": list(whole), "points": list(point)],
            required: ["cmiles", "dihedral", "points"])
        return open(
            [
                "bond": list(whole), "state": choice(TorsionCourse.State.self), "fragment": text, "atoms": list(whole),
                "drive": text, "finished": whole, "total": whole, "scan": scan, "reason": text,
            ], required: ["bond", "state", "fragment", "atoms", "finished", "total"])
    }

    private static var pilots: JSON {
        let pilot = open(
            [
                "id": text, "job": text, "state": text, "reason": text, "node": text, "waited": number, "ran": number,
                "jobs": whole,
            ], required: ["id", "state", "waited", "ran", "jobs"])
        return open(
            [
                "pilots": list(pilot), "ended": numbersByName, "started": whole, "waitedSeconds": number,
                "jobsTooLong": whole, "problem": text,
            ], required: ["pilots", "ended", "started", "waitedSeconds", "jobsTooLong"])
    }

    private static var executorStatus: JSON {
        let worker = open(
            ["name": text, "isRemote": ["type": "boolean"], "jobs": list(text), "secondsSinceContact": number],
            required: ["name", "isRemote", "jobs", "secondsSinceContact"])
        return open(
            [
                "version": text, "cores": whole, "coresInUse": whole, "limits": numbersByName, "tasks": numbersByName,
                "readyJobs": numbersByName, "runningJobs": numbersByName, "workers": list(worker),
                "jobsFinished": whole, "jobsFinishedLastHour": whole, "attemptsLost": whole,
                "costs": ["type": "object", "additionalProperties": ["type": "object"]], "uptime": number,
                "storageProblem": text, "lastEvent": whole, "pilots": pilots,
            ],
            required: [
                "version", "cores", "coresInUse", "limits", "tasks", "readyJobs", "runningJobs", "workers",
                "jobsFinished", "jobsFinishedLastHour", "attemptsLost", "costs", "uptime",
            ])
    }
}
