public import Workflow

/// What is written down, as far as a scheduler must look it up.
public protocol WorkLibrary {
    /// The result of work that succeeded; nil for any other.
    func result(ofWork key: String) throws -> WorkResult?
    /// The reports of the finished jobs of unfinished work, by name.
    func reports(ofWork key: String) throws -> [String: JobReport]
    /// The attempts that count of the unfinished jobs of unfinished work, by name.
    func attempts(ofWork key: String) throws -> [String: Int]
    /// What a task was submitted with.
    func submission(ofTask id: Int) throws -> Submission
}
