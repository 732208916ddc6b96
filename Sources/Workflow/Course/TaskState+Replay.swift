extension TaskState {
    /// The state of a task, as it follows from finished work.
    ///
    /// - Parameter outcome: what became of a piece of work; nil where it is unknown or not finished.
    /// - Throws: what `outcome` throws.
    public init<Failure: Error>(
        replaying schema: BespokeOptimizationSchema, id: String,
        outcome: (String) throws(Failure) -> Result<WorkResult, WorkFailure>?
    ) throws(Failure) {
        self.init(id: id, schema: schema)
        var commands = handle(.submitted)
        while !commands.isEmpty {
            var following: [TaskCommand] = []
            for case .enqueue(let key, _) in commands {
                switch try outcome(key) {
                case .success(let result): following += handle(.succeeded(key: key, result))
                case .failure(let failure): following += handle(.failed(key: key, failure))
                case nil: continue
                }
            }
            commands = following
        }
    }
}
