#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int spawn(const char *path, char *const arguments[], char *const environment[], const char *folder, int channel,
                 int printed, pid_t *id) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t every, none;
    sigfillset(&every);
    sigemptyset(&none);
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigdefault(&attributes, &every);
    posix_spawnattr_setsigmask(&attributes, &none);
    int error = posix_spawn_file_actions_adddup2(&files, channel, 0);
    if (!error) error = posix_spawn_file_actions_adddup2(&files, channel, 1);
    if (!error) error = posix_spawn_file_actions_adddup2(&files, printed, 2);
    if (!error) error = posix_spawn_file_actions_addclosefrom_np(&files, 3);
    if (!error) error = posix_spawn_file_actions_addchdir_np(&files, folder);
    if (!error) error = posix_spawn(id, path, &files, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return error;
}

int start_program(const char *path, char *const arguments[], char *const environment[], const char *folder,
                  struct started_program *started) {
    int channel[2], printed[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, channel) != 0) return errno;
    if (pipe2(printed, O_CLOEXEC) != 0) {
        int error = errno;
        close(channel[0]);
        close(channel[1]);
        return error;
    }
    fcntl(printed[0], F_SETFL, O_NONBLOCK);
    int error = spawn(path, arguments, environment, folder, channel[1], printed[1], &started->id);
    close(channel[1]);
    close(printed[1]);
    if (error) {
        close(channel[0]);
        close(printed[0]);
        return error;
    }
    started->channel = channel[0];
    started->printed = printed[0];
    return 0;
}

int await_end(pid_t child) {
    siginfo_t ending;
    while (waitid(P_PID, (id_t)child, &ending, WEXITED | WNOWAIT) != 0) {
        if (errno != EINTR) return errno;
    }
    return 0;
}
