#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static __attribute__((noinline)) int depth(volatile int n) { volatile int one = 1; return n == 0 ? 0 : depth(n - one) + one; }

static int finished;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void *work(void *nothing) { pthread_mutex_lock(&lock); finished++; pthread_mutex_unlock(&lock); return nothing; }

static double used(void) { struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); return t.tv_sec + t.tv_nsec / 1e9; }

static void touch(size_t size) { char *all = malloc(size); if (!all) abort(); for (size_t i = 0; i < size; i += 4096) ((volatile char *)all)[i] = 1; }

int main(void) {
    char action[32];
    assert(fgets(action, sizeof action, stdin));
    action[strcspn(action, "\n")] = 0;
    if (!strcmp(action, "echo")) { static char block[65536]; for (size_t n; (n = fread(block, 1, sizeof block, stdin)); ) fwrite(block, 1, n, stdout); }
    if (!strcmp(action, "exit")) return 3;
    if (!strcmp(action, "crash")) assert(!"boom");
    if (!strcmp(action, "loop")) for (volatile long i = 0;; i++) { }
    if (!strcmp(action, "sleep")) for (;;) sleep(100);
    if (!strcmp(action, "allocate")) for (;;) touch(1 << 20);
    if (!strcmp(action, "recurse")) printf("%d\n", depth(100000));
    if (!strcmp(action, "threads")) {
        pthread_t all[4];
        for (int i = 0; i < 4; i++) pthread_create(&all[i], 0, work, 0);
        for (int i = 0; i < 4; i++) pthread_join(all[i], 0);
        printf("%d\n", finished);
    }
    if (!strcmp(action, "write")) fclose(fopen("/tmp/left", "w"));
    if (!strcmp(action, "look")) puts(access("/tmp/left", F_OK) ? "gone" : "there");
    if (!strcmp(action, "bytes")) for (int i = 0; i < 256; i++) putchar(i);
    if (!strcmp(action, "busy")) { double end = used() + 0.3; while (used() < end) { } }
    if (!strcmp(action, "array")) touch(100 << 20);
    if (!strcmp(action, "hello")) puts("hello");
}
