#ifndef CPROCESS_H
#define CPROCESS_H

#include <stdint.h>
#include <sys/types.h>

// The calls of Linux and glibc about processes that Swift's Glibc module does not show.

/// A started program: its id, our end of the socket that is its standard input and output, and our end of the pipe that
/// is its standard error (reads of it do not wait).
struct started_program {
    pid_t id;
    int channel;
    int printed;
};

/// Starts a program as the leader of a session, and so of a process group, of its own.
///
/// It gets no other open file than the three standard ones, default signal actions and an empty signal mask. `arguments`
/// and `environment` end with a null pointer. Returns 0 or an error number.
int start_program(const char *path, char *const arguments[], char *const environment[], const char *folder,
                  struct started_program *started);

/// Waits until a child has ended and leaves its id and those of its session taken; 0 or an error number.
int await_end(pid_t child);

/// Kills the living processes of a session, but not `spared`, again and again until none is left or the time [ms] is
/// over. Returns how many were alive at the last look. Safe to call after `_Fork`.
int end_session(pid_t session, pid_t spared, int milliseconds);

/// Kills all processes of the caller's session, the caller too, when the caller leads it; else ends the caller alone.
_Noreturn void end_own_session(void);

/// Readies the calling process to be a worker: a name in process lists; no core files; among the first to be ended when
/// memory runs out; SIGINT, SIGTERM, SIGHUP and SIGPIPE without effect, but with their defaults in programs that it starts.
void become_worker(const char *name);

/// Gives memory that is free, but held by the allocator, back to the system.
void return_free_memory(void);

#endif
