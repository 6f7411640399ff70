/* Counts the calls by which a process changes files below a folder (or talks to a server), and at the Nth of them kills
 * the process, writes half of it and kills, or fails. Loaded by LD_PRELOAD; asleep until arm_trap is called.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, CUT = 4, MOVE = 8, SEND = 16 };
enum { ASLEEP = 0, COUNT = 1, KILL = 2, TEAR = 3, FAIL = 4, FAIL_ON = 5 };

static int act = ASLEEP, which = 0, error = 0;
static long at = 0, seen = 0, counted[5];
static char below[PATH_MAX] = "";

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void arm_trap(int act_, int which_, long at_, int error_, const char *below_) {
    which = which_, at = at_, error = error_, seen = 0;
    memset(counted, 0, sizeof counted);
    snprintf(below, sizeof below, "%s", below_);
    act = act_;
}

long disarm_trap(int kinds) {
    long sum = 0;
    act = ASLEEP;
    for (int n = 0; n < 5; n++)
        if (kinds & (1 << n)) sum += counted[n];
    return sum;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int is_below(int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return strncmp(path, below, strlen(below)) == 0;
}

/* What becomes of this call: 0 as usual, TEAR, or FAIL (errno is set). KILL does not come back. */
static int decide(int kind, int ours) {
    if (act == ASLEEP || !(which & kind) || !ours) return 0;
    seen++;
    counted[__builtin_ctz(kind & which)]++;
    if (act == COUNT || seen < at || (seen > at && act != FAIL_ON)) return 0;
    if (act == KILL) die();
    if (act == TEAR) return TEAR;
    errno = error;
    return FAIL;
}

static int by_fd(int kind, int fd) {
    if (act == ASLEEP || !(which & kind)) return 0;
    int what = decide(kind, is_below(fd)), why = errno;
    if (what == FAIL && (which & SEND)) shutdown(fd, SHUT_RDWR); /* a server that is gone says nothing more */
    errno = why;
    return what;
}

static int by_path(int kind, const char *path) {
    return act == ASLEEP ? 0 : decide(kind, strncmp(path, below, strlen(below)) == 0);
}

#define ON(decided, half)                          \
    switch (decided) {                             \
        case TEAR: half; die(); break;             \
        case FAIL: return -1;                      \
    }

ssize_t write(int fd, const void *data, size_t size) {
    ON(by_fd(WRITE | SEND, fd), REAL(write)(fd, data, size / 2))
    return REAL(write)(fd, data, size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t to) {
    ON(by_fd(WRITE, fd), REAL(pwrite)(fd, data, size / 2, to))
    return REAL(pwrite)(fd, data, size, to);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t to) {
    ON(by_fd(WRITE, fd), REAL(pwrite64)(fd, data, size / 2, to))
    return REAL(pwrite64)(fd, data, size, to);
}
ssize_t writev(int fd, const struct iovec *parts, int number) {
    ON(by_fd(WRITE | SEND, fd), REAL(writev)(fd, parts, number / 2))
    return REAL(writev)(fd, parts, number);
}
ssize_t send(int fd, const void *data, size_t size, int flags) {
    ON(by_fd(SEND, fd), REAL(send)(fd, data, size / 2, flags))
    return REAL(send)(fd, data, size, flags);
}
ssize_t sendto(int fd, const void *data, size_t size, int flags, const struct sockaddr *to, socklen_t length) {
    ON(by_fd(SEND, fd), REAL(sendto)(fd, data, size / 2, flags, to, length))
    return REAL(sendto)(fd, data, size, flags, to, length);
}
int fsync(int fd) {
    ON(by_fd(SYNC, fd), (void)0)
    return REAL(fsync)(fd);
}
int fdatasync(int fd) {
    ON(by_fd(SYNC, fd), (void)0)
    return REAL(fdatasync)(fd);
}
int ftruncate(int fd, off_t size) {
    ON(by_fd(CUT, fd), (void)0)
    return REAL(ftruncate)(fd, size);
}
int ftruncate64(int fd, off64_t size) {
    ON(by_fd(CUT, fd), (void)0)
    return REAL(ftruncate64)(fd, size);
}
int rename(const char *from, const char *to) {
    ON(by_path(MOVE, to), (void)0)
    return REAL(rename)(from, to);
}
int unlink(const char *path) {
    ON(by_path(MOVE, path), (void)0)
    return REAL(unlink)(path);
}
