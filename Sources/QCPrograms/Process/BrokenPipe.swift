internal import Glibc

/// Writing to a program that has ended must not end this one.
enum BrokenPipe {
    /// Runs a body with SIGPIPE held back on this thread; one that the body caused is dropped.
    static func ignored<Result>(_ body: () -> Result) -> Result {
        var pipe = sigset_t()
        var before = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &pipe, &before)
        let result = body()
        let cause = errno
        if sigismember(&before, SIGPIPE) == 0 {
            var now = timespec()
            while sigtimedwait(&pipe, nil, &now) == SIGPIPE {}
        }
        pthread_sigmask(SIG_SETMASK, &before, nil)
        errno = cause
        return result
    }
}
