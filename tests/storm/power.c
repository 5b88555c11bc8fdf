/* Loaded into the Redis server by the storm: notes, for every file, how many bytes have been made lasting.
   A power cut then throws away what was written after that. Nothing is really synced: the test needs the note only. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int note(int fd) {
    struct stat file;
    char line[96];
    static int out = -1;
    const char *path = getenv("STORM_SYNCED");
    if (!path || fstat(fd, &file) || !S_ISREG(file.st_mode)) return 0;
    if (out < 0) out = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    int size = snprintf(line, sizeof line, "%lu %ld\n", (unsigned long)file.st_ino, (long)file.st_size);
    if (out >= 0 && write(out, line, size) < 0) return -1;
    return 0;
}
/* Half a millisecond, as a fast disk takes: the power can fail meanwhile. */
int fsync(int fd) { usleep(500); return note(fd); }
int fdatasync(int fd) { usleep(500); return note(fd); }
