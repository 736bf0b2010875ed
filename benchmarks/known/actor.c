/* Plays a script that stands on standard input, and notes on its own clocks what it did: see actor.py, which plays the same. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Memory comes and goes in pieces, with a note after each: the kernel need not be even over a large one. */
enum { PAGE = 4096, PIECE = 256 * PAGE, MOST = 512, LINE = 80 };

struct region { char *start; size_t length; };

static char script[65536], *words[MOST * 8], notes[1 << 20];
static size_t note_length;
static int word_count, at, up[2], down[2], last_fd, children[MOST], child_count, held_count, shared_count, sleepy;
static struct region held[MOST], shared[MOST];
static double memory_scale, time_scale;
static size_t inherited;
static off_t place;

static double wall(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}
static double used_by(int whose) {
    struct rusage used;
    getrusage(whose, &used);
    return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static double cpu(void) { return used_by(RUSAGE_SELF); }

static void fail(const char *what) { perror(what); _exit(1); }

static size_t size(const char *megabytes) { return (size_t)(atof(megabytes) * memory_scale * 1e6) / PAGE * PAGE; }

static size_t all_held(void) {
    size_t total = 0;
    for (int i = 0; i < held_count; i++) total += held[i].length;
    return total;
}
static void note(void) {
    const char *format = "note %d %.9f %.9f %zu %.9f\n";
    size_t area = all_held() - inherited;
    note_length += sprintf(notes + note_length, format, getpid(), cpu(), wall(), area, used_by(RUSAGE_CHILDREN));
}
static void flush(void) {
    note();
    if (write(1, notes, note_length) != (ssize_t)note_length) fail("write");
    note_length = 0;
}

static struct region mapped(size_t length, int flags, int fd) {
    struct region made = {mmap(NULL, length, PROT_READ | PROT_WRITE, flags, fd, 0), length};
    if (made.start == MAP_FAILED) fail("mmap");
    return made;
}
static void write_pages(struct region region, size_t length) {
    for (size_t i = 0; i < length; i += PAGE) ((volatile char *)region.start)[i] = 1;
}
static void hold(const char *megabytes) {
    size_t length = size(megabytes);
    struct region *made = &held[held_count++];
    note();
    *made = (struct region){NULL, 0};
    if (length) made->start = mapped(length, MAP_PRIVATE | MAP_ANONYMOUS, -1).start;
    while (made->length < length) {
        size_t piece = length - made->length < PIECE ? length - made->length : PIECE;
        write_pages((struct region){made->start + made->length, piece}, piece);
        made->length += piece;
        note();
    }
}
static void drop(void) {
    struct region *last = &held[held_count - 1];
    note();
    while (last->length) {
        size_t piece = last->length % PIECE ? last->length % PIECE : PIECE;
        last->length -= piece;
        munmap(last->start + last->length, piece);
        note();
    }
    held_count--;
}
static void touch(const char *percent) {
    if (held_count) write_pages(held[held_count - 1], held[held_count - 1].length * atoi(percent) / 100);
}
static void share(const char *megabytes) {
    if (size(megabytes)) shared[shared_count++] = mapped(size(megabytes), MAP_SHARED | MAP_ANONYMOUS | MAP_POPULATE, -1);
}
static void visit(void) {
    for (int i = 0; i < shared_count; i++) write_pages(shared[i], shared[i].length);
}
static void reserve(const char *megabytes) {
    if (size(megabytes)) mapped(size(megabytes), MAP_PRIVATE | MAP_ANONYMOUS, -1);
}
static void fill(int fd, const char *megabytes) {
    static const char block[1 << 16];
    if (fd < 0) fail("open");
    for (size_t left = size(megabytes); left > 0;) {
        ssize_t done = write(fd, block, left < sizeof block ? left : sizeof block);
        if (done < 0) fail("write");
        left -= done;
    }
    last_fd = fd;
}
static void look(void) {
    struct stat file;
    fstat(last_fd, &file);
    if (file.st_size) shared[shared_count++] = mapped(file.st_size, MAP_SHARED | MAP_POPULATE, last_fd);
}

static void burn_until(double end_s) { while (cpu() < end_s) {} }
static void busy(const char *milliseconds) {
    burn_until(cpu() + atof(milliseconds) * time_scale / 1000);
}
static void calls(const char *milliseconds) {
    struct stat root;
    double end_s = cpu() + atof(milliseconds) * time_scale / 1000;
    while (cpu() < end_s) stat("/", &root);
}
static void nap_s(double length_s) {
    struct timespec left = {(time_t)length_s, (long)((length_s - (time_t)length_s) * 1e9)};
    nanosleep(&left, NULL);
}
static void bursts(const char *count, const char *microseconds) {
    double length_s = atof(microseconds) / 1e6;
    for (int left = (int)(atoi(count) * time_scale); left > 0; left--) {
        burn_until(cpu() + length_s);
        nap_s(length_s);
    }
}
static double threads_end_s;
static void *spin(void *unused) { burn_until(threads_end_s); return unused; }
static void threads(const char *count, const char *milliseconds) {
    pthread_t started[MOST];
    threads_end_s = cpu() + atof(milliseconds) * time_scale / 1000;
    for (int i = 0; i < atoi(count); i++) if (pthread_create(&started[i], NULL, spin, NULL)) fail("thread");
    for (int i = 0; i < atoi(count); i++) pthread_join(started[i], NULL);
}
static void signs(const char *milliseconds) {
    double start_cpu_s = cpu(), start_s = wall(), end_s = start_s + atof(milliseconds) / 1000;
    char line[LINE + 1];
    while (wall() < end_s) {
        int length = snprintf(line, sizeof line, "sign %.9f %.9f %.9f %.9f\n", start_cpu_s, start_s, cpu(), wall());
        if (pwrite(1, line, length, place) < 0) fail("pwrite");
        if (sleepy) nap_s(0.0005);
    }
}

static void begin(void) {
    int pid = fork();
    if (pid < 0) fail("fork");
    if (pid == 0) {
        note_length = child_count = 0;
        inherited = all_held();
        return;
    }
    children[child_count++] = pid;
    for (int depth = 1; depth && at < word_count; at++) depth += !strcmp(words[at], "fork") - !strcmp(words[at], "end");
}
static void wait_for_all(void) {
    while (child_count) note_length += sprintf(notes + note_length, "reaped %d\n", waitpid(children[--child_count], NULL, 0));
}
static void pass(int fd, int count, int sends) {
    char dot = '.';
    while (count-- > 0) if ((sends ? write(fd, &dot, 1) : read(fd, &dot, 1)) != 1) fail("pipe");
}

static void play(const char *name, char *a, char *b) {
    if (!strcmp(name, "hold")) hold(a);
    else if (!strcmp(name, "drop")) drop();
    else if (!strcmp(name, "touch")) touch(a);
    else if (!strcmp(name, "share")) share(a);
    else if (!strcmp(name, "visit")) visit();
    else if (!strcmp(name, "reserve")) reserve(a);
    else if (!strcmp(name, "memfd")) fill(memfd_create("held", 0), a);
    else if (!strcmp(name, "look")) look();
    else if (!strcmp(name, "file")) fill(open(a, O_RDWR | O_CREAT | O_TRUNC, 0600), b);
    else if (!strcmp(name, "unlink")) unlink(a);
    else if (!strcmp(name, "busy")) busy(a);
    else if (!strcmp(name, "calls")) calls(a);
    else if (!strcmp(name, "bursts")) bursts(a, b);
    else if (!strcmp(name, "threads")) threads(a, b);
    else if (!strcmp(name, "nap")) nap_s(atof(a) / 1000);
    else if (!strcmp(name, "put")) place = (off_t)atoi(a) * LINE;
    else if (!strcmp(name, "sleeping")) sleepy = 1;
    else if (!strcmp(name, "signs")) signs(a);
    else if (!strcmp(name, "fork")) begin();
    else if (!strcmp(name, "end")) { flush(); _exit(0); }
    else if (!strcmp(name, "session")) setsid();
    else if (!strcmp(name, "wait")) wait_for_all();
    else if (!strcmp(name, "ignore")) signal(SIGCHLD, SIG_IGN);
    else if (!strcmp(name, "tell")) pass(up[1], 1, 1);
    else if (!strcmp(name, "await")) pass(up[0], atoi(a), 0);
    else if (!strcmp(name, "release")) pass(down[1], atoi(a), 1);
    else if (!strcmp(name, "stay")) pass(down[0], 1, 0);
    else if (!strcmp(name, "flush")) flush();
    else { fprintf(stderr, "what is %s?\n", name); _exit(2); }
}

int main(void) {
    ssize_t length = read(0, script, sizeof script - 1);
    if (length < 0 || pipe(up) || pipe(down)) fail("start");
    for (char *word = strtok(script, " \n"); word; word = strtok(NULL, " \n")) words[word_count++] = word;
    memory_scale = atof(words[0]);
    time_scale = atof(words[1]);
    for (at = 2; at < word_count;) {
        char action[256], *a, *b;
        snprintf(action, sizeof action, "%s", words[at++]);
        if ((a = strchr(action, ':'))) *a++ = 0;
        b = a ? strchr(a, ',') : NULL;
        if (b) *b++ = 0;
        play(action, a, b);
    }
    while (held_count) drop();
    flush();
    return 0;
}
