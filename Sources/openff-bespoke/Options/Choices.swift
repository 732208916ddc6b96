public import ArgumentParser
public import Executor
public import Workflow

extension TaskStatus: ExpressibleByArgument {}
extension WorkRequest.Kind: ExpressibleByArgument {}
