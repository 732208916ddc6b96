#define _GNU_SOURCE
#include "CProcess.h"

#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

// A handled signal, unlike an ignored one, has its default action again in a program that is started.
static void no_effect(int number) { (void)number; }

void become_worker(const char *name) {
    char short_name[16];
    strncpy(short_name, name, sizeof short_name - 1);
    short_name[sizeof short_name - 1] = 0;
    pthread_setname_np(pthread_self(), short_name);

    // The last lines before a crash must not be lost in a buffer.
    setvbuf(stdout, NULL, _IOLBF, 0);

    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);

    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file >= 0) {
        if (write(file, "500", 3) < 0) { /* A refusal leaves the kernel's own choice. */
        }
        close(file);
    }

    const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = no_effect;
    action.sa_flags = SA_RESTART;
    for (size_t index = 0; index < sizeof numbers / sizeof *numbers; index++) sigaction(numbers[index], &action, NULL);
}

void return_free_memory(void) { malloc_trim(0); }
