extension Setting {
    /// Every setting, in the order of the documentation.
    public static let all: [Setting] = connection + service + workers + withoutEffect

    private static let connection = [
        Setting("GATEWAY_ADDRESS", .text, "http://127.0.0.1", "where clients find the server; scheme, no port"),
        Setting("GATEWAY_PORT", .integer, "8000", "the port of the server; 0 lets the system choose a free one"),
        Setting(
            "GATEWAY_HOST", .text, "127.0.0.1",
            "the address that the server binds; others than this machine's own need a token"),
        Setting("API_TOKEN", .text, "", "the token that clients send in the header `bespokefit-token`"),
    ]

    private static let service = [
        Setting("SETTINGS_FILE", .text, "", "a JSON or YAML file with settings; only as an environment variable"),
        Setting("API_V1_STR", .text, "/api/v1", "what the paths of all routes begin with"),
        Setting("COORDINATOR_PREFIX", .text, "tasks", "the path segment of tasks"),
        Setting("FRAGMENTER_PREFIX", .text, "fragmentations", "the path segment of fragmentations"),
        Setting("QC_COMPUTE_PREFIX", .text, "qc-calcs", "the path segment of QC calculations"),
        Setting("OPTIMIZER_PREFIX", .text, "optimizations", "the path segment of optimizations"),
        Setting(
            "GATEWAY_LOG_LEVEL", .text, "error", "what the server logs: critical, error, warning, info, debug or trace"),
        Setting("GATEWAY_MAX_BODY", .number, "64", "the largest body of a request that is read [MB]"),
        Setting(
            "GATEWAY_CORS_ORIGINS", .text, "*",
            "web pages that may use the server: origins separated by commas, `*` for all, empty for none"),
    ]

    private static let fits = "memory for each core [GB]: no more at once than the machine has room for, of "

    private static let workers = [
        Setting("FRAGMENTER_WORKER_N_CORES", .integerOrAuto, "auto", "cores for each fragmentation worker"),
        Setting("QC_COMPUTE_WORKER_N_CORES", .integerOrAuto, "auto", "cores for each QC worker"),
        Setting("OPTIMIZER_WORKER_N_CORES", .integerOrAuto, "auto", "cores for each optimization worker"),
        Setting("FRAGMENTER_WORKER_MAX_MEM", .numberOrAuto, "auto", fits + "fragmentations"),
        Setting("QC_COMPUTE_WORKER_MAX_MEM", .numberOrAuto, "auto", fits + "QC calculations"),
        Setting("OPTIMIZER_WORKER_MAX_MEM", .numberOrAuto, "auto", fits + "optimizations"),
        Setting("KEEP_TMP_FILES", .boolean, "false", "whether the working folders of finished work are kept"),
        Setting("OPTIMIZER_KEEP_FILES", .boolean, "false", "the same as BEFLOW_KEEP_TMP_FILES, whose old name it is"),
    ]

    private static let withoutEffect: [Setting] = {
        let redis = "there is no Redis; the queue is a file of the server"
        let celery = "there is no Celery; workers are processes of this program"
        let pydantic = "the server's parts are not Python modules"
        let scheduler = "the scheduler acts when something happens"
        let torsions = "every grid point of a torsion drive is a job of its own"
        return [
            .without("REDIS_ADDRESS", .text, "localhost", redis),
            .without("REDIS_PORT", .integer, "6363", redis),
            .without("REDIS_DB", .integer, "0", redis),
            .without("REDIS_PASSWORD", .text, "bespokefit-server-1", redis),
            .without("COORDINATOR_ROUTER", .text, "", pydantic),
            .without("COORDINATOR_WORKER", .text, "", celery),
            .without("COORDINATOR_MAX_UPDATE_INTERVAL", .number, "5.0", scheduler),
            .without("COORDINATOR_MAX_RUNNING_TASKS", .integer, "1000", scheduler),
            .without("FRAGMENTER_ROUTER", .text, "", pydantic),
            .without("FRAGMENTER_WORKER", .text, "", celery),
            .without("QC_COMPUTE_ROUTER", .text, "", pydantic),
            .without("QC_COMPUTE_WORKER", .text, "", celery),
            .without("QC_COMPUTE_WORKER_N_TASKS", .integerOrAuto, "auto", torsions),
            .without("OPTIMIZER_ROUTER", .text, "", pydantic),
            .without("OPTIMIZER_WORKER", .text, "", celery),
        ]
    }()
}
