#define _GNU_SOURCE
#include "CProcess.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// Nothing here allocates or locks: a process forked from one with many threads may call it.

static pid_t number(const char *text) {
    pid_t value = 0;
    for (; *text >= '0' && *text <= '9'; text++) value = value * 10 + (*text - '0');
    return *text == 0 ? value : 0;
}

/// Whether the process is alive and of the session: fields 3 and 6 of /proc/PID/stat; field 2 may hold any character.
static int lives_in(int proc, const char *name, pid_t session) {
    char path[64], text[1024];
    size_t length = strlen(name);
    if (length > 16) return 0;
    memcpy(path, name, length);
    memcpy(path + length, "/stat", 6);
    int file = openat(proc, path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    if (count <= 0) return 0;
    text[count] = 0;
    const char *field = strrchr(text, ')');
    if (!field || field[1] != ' ' || field[2] == 'Z' || field[2] == 'X') return 0;
    field += 4;
    for (int skipped = 0; skipped < 2; skipped++) {
        field = strchr(field, ' ');
        if (!field) return 0;
        field++;
    }
    char *end;
    return strtol(field, &end, 10) == session && *end == ' ';
}

static int kill_members(int proc, pid_t session, pid_t spared) {
    char entries[8192];
    int alive = 0;
    ssize_t count;
    lseek(proc, 0, SEEK_SET);
    while ((count = getdents64(proc, entries, sizeof entries)) > 0) {
        for (ssize_t position = 0; position < count;) {
            struct dirent64 *entry = (struct dirent64 *)(entries + position);
            position += entry->d_reclen;
            pid_t id = number(entry->d_name);
            if (id <= 0 || id == spared || !lives_in(proc, entry->d_name, session)) continue;
            alive++;
            kill(id, SIGKILL);
        }
    }
    return alive;
}

int end_session(pid_t session, pid_t spared, int milliseconds) {
    int proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (proc < 0) return 0;
    // A process that forks and ends during one look is missed by it, not by two.
    int alive = 0, empty = 0;
    const struct timespec moment = {.tv_sec = 0, .tv_nsec = 1000000};
    while (empty < 2) {
        alive = kill_members(proc, session, spared);
        empty = alive ? 0 : empty + 1;
        if (alive && milliseconds-- <= 0) break;
        if (alive) nanosleep(&moment, NULL);
    }
    close(proc);
    return alive;
}

_Noreturn void end_own_session(void) {
    pid_t session = getsid(0);
    if (session == getpid()) {
        // Only a process apart can end all threads of this one, which may be about to start a program, before its last look.
        pid_t reaper = _Fork();
        if (reaper == 0) {
            end_session(session, getpid(), 5000);
            _exit(0);
        }
        if (reaper > 0) {
            const struct timespec patience = {.tv_sec = 5, .tv_nsec = 0};
            nanosleep(&patience, NULL);
        } else {
            end_session(session, getpid(), 5000);
        }
    }
    kill(getpid(), SIGKILL);
    _exit(1);
}
