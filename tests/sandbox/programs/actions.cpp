#include <bits/stdc++.h>
#include <filesystem>
#include <thread>
#include <unistd.h>

[[gnu::noinline]] int depth(volatile int n) { volatile int one = 1; return n == 0 ? 0 : depth(n - one) + one; }

double used() { timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); return t.tv_sec + t.tv_nsec / 1e9; }

int main() {
    std::string action;
    std::getline(std::cin, action);
    if (action == "echo") std::cout << std::cin.rdbuf();
    if (action == "exit") return 3;
    if (action == "crash") throw std::runtime_error("boom");
    if (action == "loop") for (volatile long i = 0;; ++i) { }
    if (action == "sleep") for (;;) std::this_thread::sleep_for(std::chrono::seconds(100));
    if (action == "allocate") for (std::list<std::vector<char>> all;;) all.emplace_back(1 << 20, 'x');
    if (action == "recurse") std::cout << depth(100000) << std::endl;
    if (action == "threads") {
        std::atomic<int> finished{0};
        std::vector<std::thread> all;
        for (int i = 0; i < 4; ++i) all.emplace_back([&] { ++finished; });
        for (auto &one : all) one.join();
        std::cout << finished << std::endl;
    }
    if (action == "write") std::ofstream("/tmp/left");
    if (action == "look") std::cout << (std::filesystem::exists("/tmp/left") ? "there" : "gone") << std::endl;
    if (action == "bytes") for (int i = 0; i < 256; ++i) std::cout.put(static_cast<char>(i));
    if (action == "busy") for (double end = used() + 0.3; used() < end;) { }
    if (action == "array") { std::vector<char> all(100 << 20, 'x'); std::cout << all[77] << std::endl; }
    if (action == "hello") std::cout << "hello" << std::endl;
}
